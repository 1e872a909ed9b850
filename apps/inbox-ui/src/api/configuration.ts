/** What admins configure: inboxes, queues, teams, agents, the organisation. */
import type {
  Agent,
  ConnectionChecks,
  Inbox,
  Invitation,
  InviteAgent,
  Organisation,
  OutOfHoursPreview,
  OutOfHoursTexts,
  Queue,
  SavedOutOfHoursTexts,
  SaveInbox,
  SaveOutOfHoursTexts,
  SaveTeam,
  Team,
  TestInbox,
  UpdateAgent,
  UpdateOrganisation,
} from '@diwan/contracts';
import { queryOptions, useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { request } from './client.js';
import { keys } from './keys.js';

export const inboxesQuery = queryOptions({
  queryKey: keys.inboxes,
  queryFn: () => request<Inbox[]>('GET', '/inboxes'),
});
export const queuesQuery = queryOptions({ queryKey: keys.queues, queryFn: () => request<Queue[]>('GET', '/queues') });
export const teamsQuery = queryOptions({ queryKey: keys.teams, queryFn: () => request<Team[]>('GET', '/teams') });
export const agentsQuery = queryOptions({ queryKey: keys.agents, queryFn: () => request<Agent[]>('GET', '/agents') });
export const organisationQuery = queryOptions({
  queryKey: keys.organisation,
  queryFn: () => request<Organisation>('GET', '/organisation'),
});
export const outOfHoursTextsQuery = queryOptions({
  queryKey: keys.outOfHoursTexts,
  queryFn: () => request<SavedOutOfHoursTexts>('GET', '/out-of-hours-texts'),
});

function useStore<Input, Output>(store: (input: Input) => Promise<Output>, stale: QueryKey) {
  const client = useQueryClient();
  return useMutation({ mutationFn: store, onSettled: () => client.invalidateQueries({ queryKey: stale }) });
}

/** With an id it replaces, without one it adds. */
export function useSaveInbox() {
  return useStore(
    ({ id, ...body }: SaveInbox & { id?: string | undefined; version?: number | undefined }) =>
      id ? request<Inbox>('PUT', `/inboxes/${id}`, { body }) : request<Inbox>('POST', '/inboxes', { body }),
    keys.inboxes,
  );
}

export function useTestInbox() {
  return useMutation({ mutationFn: (body: TestInbox) => request<ConnectionChecks>('POST', '/inboxes/test', { body }) });
}

export function useSaveTeam() {
  return useStore(
    ({ id, ...body }: SaveTeam & { id?: string | undefined }) =>
      id ? request<Team>('PUT', `/teams/${id}`, { body }) : request<Team>('POST', '/teams', { body }),
    keys.teams,
  );
}

export function useInviteAgent() {
  return useStore((body: InviteAgent) => request<Invitation>('POST', '/agents', { body }), keys.agents);
}

export function useInviteAgain() {
  return useStore((id: string) => request<Invitation>('POST', `/agents/${id}/invitation`, { body: {} }), keys.agents);
}

export function useUpdateAgent() {
  return useStore(
    ({ id, ...body }: UpdateAgent & { id: string }) => request<Agent>('PATCH', `/agents/${id}`, { body }),
    keys.agents,
  );
}

export function useUpdateOrganisation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateOrganisation) => request<Organisation>('PATCH', '/organisation', { body }),
    onSuccess: (organisation) => {
      client.setQueryData(keys.organisation, organisation);
      // Calendar, digits and zone of every screen come with the session.
      return client.invalidateQueries({ queryKey: keys.session });
    },
  });
}

export function useSaveOutOfHoursTexts() {
  return useStore(
    (body: SaveOutOfHoursTexts) => request<SavedOutOfHoursTexts>('PUT', '/out-of-hours-texts', { body }),
    keys.outOfHoursTexts,
  );
}

export function usePreviewOutOfHours() {
  return useMutation({
    mutationFn: (body: OutOfHoursTexts) => request<OutOfHoursPreview>('POST', '/out-of-hours-texts/preview', { body }),
  });
}

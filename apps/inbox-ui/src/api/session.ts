import type {
  InvitationPreview,
  Permission,
  Session,
  SessionEntry,
  SetUp,
  SetUpStatus,
  SignIn,
  UpdateMe,
} from '@diwan/contracts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { ApiError, request } from './client.js';
import { keys } from './keys.js';

/** Null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  staleTime: Infinity,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await request<Session>('GET', '/session');
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});

export const setUpQuery = queryOptions({
  queryKey: keys.setUp,
  staleTime: Infinity,
  queryFn: () => request<SetUpStatus>('GET', '/setup'),
});

/** The session as far as it is known, without asking for it; for what is drawn before and after sign-in alike. */
export function useKnownSession(): Session | null {
  return useQuery({ ...sessionQuery, enabled: false }).data ?? null;
}

/** Given by the shell, so that nothing inside it sees the session end before the shell itself has left for sign-in. */
export const SessionContext = createContext<Session | null>(null);

/** For signed-in pages only. */
export function useSession(): Session {
  const given = useContext(SessionContext);
  const known = useKnownSession();
  const session = given ?? known;
  if (!session) throw new Error('no session');
  return session;
}

export function useMay(permission: Permission): boolean {
  return useKnownSession()?.permissions.includes(permission) ?? false;
}

/** A new session starts with an empty cache: nothing of the one before may show. */
function useStartSession() {
  const client = useQueryClient();
  return (session: Session) => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    client.setQueryData(keys.session, session);
  };
}

export function useSignIn() {
  const start = useStartSession();
  return useMutation({
    mutationFn: (body: SignIn) => request<Session>('POST', '/session', { body }),
    onSuccess: start,
  });
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => request<undefined>('DELETE', '/session'),
    // A full load: sockets, timers and caches of the old session end with the page.
    onSettled: () => window.location.assign('/login'),
  });
}

export function useSetUp() {
  const start = useStartSession();
  return useMutation({
    mutationFn: (body: SetUp) => request<Session>('POST', '/setup', { body }),
    onSuccess: start,
  });
}

export function useInvitation(token: string) {
  return useQuery({
    queryKey: ['invitation', token],
    queryFn: () => request<InvitationPreview>('GET', `/invitations/${encodeURIComponent(token)}`),
  });
}

export function useAcceptInvitation(token: string) {
  const start = useStartSession();
  return useMutation({
    mutationFn: (password: string) =>
      request<Session>('POST', `/invitations/${encodeURIComponent(token)}`, { body: { password } }),
    onSuccess: start,
  });
}

export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateMe) => request<Session>('PATCH', '/me', { body }),
    onSuccess: (session) => client.setQueryData(keys.session, session),
  });
}

export function useSessions() {
  return useQuery({ queryKey: keys.sessions, queryFn: () => request<SessionEntry[]>('GET', '/sessions') });
}

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<undefined>('DELETE', `/sessions/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions }),
  });
}

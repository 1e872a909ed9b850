import type { CreateSkill, Skill } from '@diwan/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../client.js';
import { keys } from '../keys.js';

export const skillsQuery = queryOptions({ queryKey: keys.skills, queryFn: () => request<Skill[]>('GET', '/skills') });

export function useAddSkill() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateSkill) => request<Skill>('POST', '/skills', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.skills }),
  });
}

/** Agents lose it with it. */
export function useDeleteSkill() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<undefined>('DELETE', `/skills/${id}`),
    onSuccess: () => Promise.all([keys.skills, keys.agents].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './client.js';
import { keys } from './keys.js';

/** The session ended elsewhere or ran out: the shell sees it and asks to sign in again. Drafts are kept in the browser. */
function onError(error: Error): void {
  if (error instanceof ApiError && error.code === 'request.unauthenticated')
    queryClient.setQueryData(keys.session, null);
}

/** What is refused is not asked for again; a network or a server that is away is, twice. */
function retry(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: { staleTime: 15_000, gcTime: 10 * 60_000, retry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

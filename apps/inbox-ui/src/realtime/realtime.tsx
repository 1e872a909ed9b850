import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { keys } from '../api/keys.js';
import { keysAfterReconnect, staleKeys } from './announcements.js';
import { openConnection, type ConnectionState } from './connection.js';

const StateContext = createContext<ConnectionState>('connecting');
/** Announcements within this window are one refetch: fifty events a second must not be fifty requests. */
const gatherMilliseconds = 300;
/** Without live updates everything shown is read again this often. */
export const pollSeconds = 15;
/** A blink of the network is nobody's business. */
const graceMilliseconds = 2_000;

export function useConnectionState(): ConnectionState {
  return useContext(StateContext);
}

export function RealtimeProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<ConnectionState>('connecting');

  useEffect(() => {
    const gathered = new Map<string, QueryKey>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const invalidate = (stale: QueryKey[]) => {
      for (const key of stale) gathered.set(JSON.stringify(key), key);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const queryKey of gathered.values()) void client.invalidateQueries({ queryKey }); // errors show where the data is read
        gathered.clear();
      }, gatherMilliseconds);
    };
    const url = new URL('/api/realtime', window.location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    let grace: ReturnType<typeof setTimeout> | undefined;
    const close = openConnection(url.href, {
      onState: (next) => {
        clearTimeout(grace);
        if (next === 'lost') grace = setTimeout(() => setState('lost'), graceMilliseconds);
        else setState(next);
      },
      onFrame: (frame) => invalidate(staleKeys(frame)),
      onReconnected: () => invalidate(keysAfterReconnect),
      onSignedOut: () => void client.invalidateQueries({ queryKey: keys.session }), // leads to the sign-in page
    });
    return () => {
      close();
      clearTimeout(timer);
      clearTimeout(grace);
    };
  }, [client]);

  useEffect(() => {
    if (state !== 'lost') return;
    const timer = setInterval(() => {
      if (document.hidden) return;
      for (const queryKey of keysAfterReconnect) void client.invalidateQueries({ queryKey }); // errors show where the data is read
    }, pollSeconds * 1000);
    return () => clearInterval(timer);
  }, [client, state]);

  return <StateContext.Provider value={state}>{children}</StateContext.Provider>;
}

import type { ClientFrame, Topic } from '@diwan/contracts';
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { keys } from '../api/keys.js';
import { keysAfterReconnect, staleKeys, type LiveFrame } from './announcements.js';
import { openConnection, type Connection, type ConnectionState } from './connection.js';

const StateContext = createContext<ConnectionState>('connecting');
type Live = {
  send: (frame: ClientFrame) => void;
  /** Until the returned function is called. */
  watch: (number: number, hear: (frame: LiveFrame) => void) => () => void;
};
const LiveContext = createContext<Live>({ send: () => undefined, watch: () => () => undefined });
/** Announcements within this window are one refetch: fifty events a second must not be fifty requests. */
const gatherMilliseconds = 300;
/** Without live updates everything shown is read again this often. */
export const pollSeconds = 15;
/** A blink of the network is nobody's business. */
const graceMilliseconds = 2_000;

export function useConnectionState(): ConnectionState {
  return useContext(StateContext);
}

export function useLive(): Live {
  return useContext(LiveContext);
}

type Watcher = { number: number; hear: (frame: LiveFrame) => void };

export function RealtimeProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<ConnectionState>('connecting');
  const connection = useRef<Connection | null>(null);
  const watchers = useRef(new Set<Watcher>());
  const live = useMemo((): Live => {
    const subscribe = () => connection.current?.watch(topicsOf(watchers.current));
    return {
      send: (frame) => connection.current?.send(frame),
      watch: (number, hear) => {
        const watcher = { number, hear };
        watchers.current.add(watcher);
        subscribe();
        return () => {
          watchers.current.delete(watcher);
          subscribe();
        };
      },
    };
  }, []);

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
    const heard = watchers.current;
    const opened = openConnection(url.href, {
      onState: (next) => {
        clearTimeout(grace);
        if (next === 'lost') grace = setTimeout(() => setState('lost'), graceMilliseconds);
        else setState(next);
      },
      onFrame: (frame) => {
        if (frame.type === 'visitor_typing' || frame.type === 'visitor_seen') {
          for (const { number, hear } of heard) if (number === frame.number) hear(frame);
        } else invalidate(staleKeys(frame));
      },
      onReconnected: () => invalidate(keysAfterReconnect),
      onSignedOut: () => void client.invalidateQueries({ queryKey: keys.session }), // leads to the sign-in page
    });
    connection.current = opened;
    // Screens below have begun to watch before the connection was there.
    opened.watch(topicsOf(heard));
    return () => {
      opened.close();
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

  return (
    <LiveContext.Provider value={live}>
      <StateContext.Provider value={state}>{children}</StateContext.Provider>
    </LiveContext.Provider>
  );
}

function topicsOf(watchers: ReadonlySet<Watcher>): Topic[] {
  return [...new Set([...watchers].map(({ number }): Topic => `ticket:${number}`))];
}

import type { Attachment } from '@diwan/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { upload } from '../../../api/upload.js';
import type { Place } from './image-place.js';

export type Upload = { key: number; name: string; part: number; error: unknown };

/** Files on their way up; what has arrived goes to `onDone`, and before that to its place in the text if it has one. */
export function useUploads(onDone: (attachment: Attachment) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const nextKey = useRef(1);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });

  const remove = useCallback((key: number) => {
    running.current.get(key)?.abort();
    running.current.delete(key);
    setUploads((all) => all.filter((one) => one.key !== key));
  }, []);

  const add = useCallback(
    (files: Iterable<File>, place?: Place) => {
      for (const file of files) {
        const key = nextKey.current++;
        const change = (over: Partial<Upload>) =>
          setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...over } : one)));
        const controller = new AbortController();
        running.current.set(key, controller);
        setUploads((all) => [...all, { key, name: file.name, part: 0, error: null }]);
        upload(file, (part) => change({ part }), controller.signal)
          .then(async (attachment) => {
            const inline = (await place?.(attachment)) ?? false;
            done.current({ ...attachment, inline });
            remove(key);
          })
          .catch((error: unknown) => change({ error }));
      }
    },
    [remove],
  );

  useEffect(() => {
    const controllers = running.current;
    return () => {
      for (const controller of controllers.values()) controller.abort();
    };
  }, []);
  return { uploads, add, remove };
}

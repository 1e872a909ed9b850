import type { Message } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { ImageOff } from 'lucide-react';
import { useMemo, useState } from 'react';
import { remoteImagesQuery } from '../../../../api/messages.js';
import { useTranslate } from '../../../../i18n/intl.js';
import { Button } from '../../../../ui/button.js';
import { useProblemSentence } from '../../../../ui/states.js';
import { rememberShown, wasShown } from './shown-images.js';

/** Links through our server by the address that the mail gives. */
export type RemoteLinks = ReadonlyMap<string, string>;

const none: RemoteLinks = new Map();

/** Until somebody asks for them, nothing is fetched and not even a link is made. */
export function useRemoteImages({ id, hasRemoteImages }: Pick<Message, 'id' | 'hasRemoteImages'>) {
  const [wanted, setWanted] = useState(() => wasShown(id));
  const [missing, setMissing] = useState(0);
  const { data, error, isFetching } = useQuery({ ...remoteImagesQuery(id), enabled: hasRemoteImages && wanted });
  const links = useMemo(
    () => (wanted && data ? new Map(data.images.map(({ address, url }) => [address, url])) : none),
    [wanted, data],
  );
  const show = (shown: boolean) => {
    rememberShown(id, shown);
    setWanted(shown);
  };
  const isShown = wanted && data !== undefined;
  return { links, isShown, isPending: wanted && !data && isFetching, error, show, missing, setMissing };
}

/** The button stays where it is when it is pressed, so that whoever uses the keyboard keeps their place. */
export function RemoteImagesBar({ images }: { images: ReturnType<typeof useRemoteImages> }) {
  const t = useTranslate();
  const sentence = useProblemSentence();
  const { isShown, isPending, error, missing } = images;
  return (
    <div
      className={`flex flex-wrap items-center gap-2 ${isShown ? '' : 'rounded-control bg-warn-soft py-1.5 ps-2.5 pe-1.5'}`}
    >
      {isShown ? null : (
        <p className="flex min-w-48 grow basis-0 items-center gap-1.5 text-meta text-text">
          <ImageOff aria-hidden="true" size={14} className="shrink-0 text-warn" />
          <span>{t('message.remoteImages')}</span>
        </p>
      )}
      <Button
        size="small"
        look={isShown ? 'quiet' : 'secondary'}
        isPending={isPending}
        onPress={() => images.show(!isShown)}
      >
        {isShown ? <ImageOff aria-hidden="true" size={14} className="text-muted" /> : null}
        {t(isShown ? 'message.hideImages' : 'message.showImages')}
      </Button>
      {isShown && missing > 0 ? (
        <p role="status" className="text-meta text-muted">
          {t('message.imagesMissing', { count: missing })}
        </p>
      ) : null}
      {error && !isShown ? (
        <p role="alert" className="basis-full text-meta text-danger">
          {sentence(error)}
        </p>
      ) : null}
    </div>
  );
}

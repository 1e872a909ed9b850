import type { MovePreview, PreviewMove } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { EyeOff, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ApiError } from '../../../api/client.js';
import { queuesQuery } from '../../../api/configuration.js';
import { previewQuery, useStartMove } from '../../../api/routing/moves.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { FormError } from '../../../ui/forms/form-errors.js';
import { QueryState } from '../../../ui/states.js';

type Named = MovePreview['fromQueues'][number];

type PreviewPanelProps = {
  body: PreviewMove | null;
  reason: string;
  /** Undefined while the time is not a time. */
  backAt: () => string | null | undefined;
  onStarted: (moveId: string, count: number) => void;
};

/** What would happen, in numbers. Only what has been seen here can be started. */
export function PreviewPanel({ body, reason, backAt, onStarted }: PreviewPanelProps) {
  const t = useTranslate();
  const query = useQuery(previewQuery(body));
  const start = useStartMove();
  const [before, setBefore] = useState<MovePreview | null>(null);
  const preview = body === null ? undefined : query.data;
  const at = backAt();
  const isCurrent = !query.isPlaceholderData && !query.isFetching;
  // Another preview or another reason is another move.
  const key = useMemo(() => crypto.randomUUID(), [body, query.dataUpdatedAt, reason]); // oxlint-disable-line react-hooks/exhaustive-deps
  if (body === null) return <p className="text-ui text-muted">{t('moves.preview.none')}</p>;
  if (!preview) return <QueryState query={query} rows={3} />;
  const moving = preview.total - preview.unchanged;
  const submit = () => {
    // Asked again: what was ahead when this was drawn may have passed.
    const then = backAt();
    if (then === undefined) return;
    start.mutate(
      { ...body, seen: preview.seen, reason, backAt: then, key },
      {
        onSuccess: ({ id, total }) => onStarted(id, total),
        onError: (error) => {
          if (!(error instanceof ApiError) || error.code !== 'move.preview_stale') return;
          setBefore(preview);
          void query.refetch(); // shows its own errors
        },
      },
    );
  };
  return (
    <div className="flex flex-col gap-4" aria-busy={!isCurrent}>
      <Counts preview={preview} before={start.error ? before : null} />
      <Goal queueId={body.target.queueId} backAt={at ?? null} />
      <Warnings preview={preview} />
      <FormError error={start.error} />
      <Button
        look="primary"
        isDisabled={!isCurrent || moving === 0 || at === undefined}
        isPending={start.isPending}
        onPress={submit}
      >
        {moving === 0 ? t('moves.nothing') : t('moves.start', { count: moving })}
      </Button>
    </div>
  );
}

/** `before`: the preview that went stale, so that what has changed can be seen. */
function Counts({ preview, before }: { preview: MovePreview; before: MovePreview | null }) {
  const t = useTranslate();
  const format = useFormat();
  const { total, unchanged, fromQueues, fromAssignees, toAssignees } = preview;
  const counted = ({ id, count }: Named, earlier: Named[] | undefined) => {
    const was = earlier === undefined ? count : (earlier.find((each) => each.id === id)?.count ?? 0);
    const now = format.number(count);
    return was === count ? now : t('moves.preview.was', { now, was: format.number(was) });
  };
  return (
    <>
      <p role="status" className="text-message">
        {t('moves.preview.total', { count: total })}
        {unchanged > 0 ? ` ${t('moves.preview.unchanged', { count: unchanged })}` : ''}
      </p>
      <List
        title={t('moves.preview.fromQueues')}
        rows={fromQueues.map((each) => [each.name, counted(each, before?.fromQueues)])}
      />
      <List
        title={t('moves.preview.fromAssignees')}
        rows={fromAssignees.map((each) => [
          each.id === null ? t('ticket.nobody') : each.name,
          counted(each, before?.fromAssignees),
        ])}
      />
      <List
        title={t('moves.preview.to')}
        rows={toAssignees.map(({ name, count, after }) => [name, t('moves.preview.gets', { count, after })])}
      />
    </>
  );
}

/** Where they go and when they come back, as it was chosen above: whoever presses the button has both in sight. */
function Goal({ queueId, backAt }: { queueId: string | undefined; backAt: string | null }) {
  const t = useTranslate();
  const format = useFormat();
  const { data: queues } = useQuery({ ...queuesQuery, enabled: queueId !== undefined });
  const queue = queues?.find(({ id }) => id === queueId)?.name;
  const rows: [name: string, value: string][] = [];
  if (queue !== undefined) rows.push([t('board.queue'), queue]);
  if (backAt !== null) rows.push([t('moves.preview.back'), format.dateTime(backAt)]);
  return <List title={t('moves.whereTo')} rows={rows} />;
}

const warningIcons = { nobody_serves: TriangleAlert, out_of_sight: EyeOff };

function Warnings({ preview }: { preview: MovePreview }) {
  const t = useTranslate();
  const warnings = preview.warnings;
  if (warnings.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 rounded-control bg-warn-soft px-2.5 py-1.5 text-ui text-text">
      {warnings.map((warning) => {
        const Icon = warningIcons[warning];
        return (
          <li key={warning} className="flex items-start gap-1.5">
            <Icon aria-hidden="true" size={15} className="mt-0.5 shrink-0 text-warn" />
            {t(`moves.warning.${warning}`)}
          </li>
        );
      })}
    </ul>
  );
}

function List({ title, rows }: { title: string; rows: [name: string, value: string][] }) {
  if (rows.length === 0) return null;
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-meta font-medium text-muted">{title}</h3>
      <dl className="flex flex-col">
        {rows.map(([name, value], index) => (
          <div key={index} className="flex justify-between gap-4 border-b border-border py-1 text-ui last:border-b-0">
            <dt className="min-w-0 truncate">
              <bdi>{name}</bdi>
            </dt>
            <dd className="shrink-0">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

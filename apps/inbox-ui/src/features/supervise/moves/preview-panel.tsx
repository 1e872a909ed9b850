import type { MovePreview, PreviewMove } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError } from '../../../api/client.js';
import { previewQuery, useStartMove } from '../../../api/routing/moves.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { FormError } from '../../../ui/forms/form-errors.js';
import { QueryState } from '../../../ui/states.js';

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
  const preview = body === null ? undefined : query.data;
  const isCurrent = !query.isPlaceholderData && !query.isFetching;
  // Another preview or another reason is another move.
  const key = useMemo(() => crypto.randomUUID(), [body, query.dataUpdatedAt, reason]); // oxlint-disable-line react-hooks/exhaustive-deps
  if (body === null) return <p className="text-ui text-muted">{t('moves.preview.none')}</p>;
  if (!preview) return <QueryState query={query} rows={3} />;
  const moving = preview.total - preview.unchanged;
  const submit = () => {
    const at = backAt();
    if (at === undefined) return;
    start.mutate(
      { ...body, expectedTotal: preview.total, reason, backAt: at, key },
      {
        onSuccess: ({ id, total }) => onStarted(id, total),
        onError: (error) => {
          if (error instanceof ApiError && error.code === 'move.selection_changed') void query.refetch(); // shows its own errors
        },
      },
    );
  };
  return (
    <div className="flex flex-col gap-4" aria-busy={!isCurrent}>
      <Counts preview={preview} />
      <FormError error={start.error} />
      <Button
        look="primary"
        isDisabled={!isCurrent || moving === 0 || backAt() === undefined}
        isPending={start.isPending}
        onPress={submit}
      >
        {moving === 0 ? t('moves.nothing') : t('moves.start', { count: moving })}
      </Button>
    </div>
  );
}

function Counts({ preview }: { preview: MovePreview }) {
  const t = useTranslate();
  const format = useFormat();
  const { total, unchanged, fromQueues, fromAssignees, toAssignees } = preview;
  return (
    <>
      <p role="status" className="text-message">
        {t('moves.preview.total', { count: total })}
        {unchanged > 0 ? ` ${t('moves.preview.unchanged', { count: unchanged })}` : ''}
      </p>
      <List
        title={t('moves.preview.fromQueues')}
        rows={fromQueues.map(({ name, count }) => [name, format.number(count)])}
      />
      <List
        title={t('moves.preview.fromAssignees')}
        rows={fromAssignees.map(({ id, name, count }) => [
          id === null ? t('ticket.nobody') : name,
          format.number(count),
        ])}
      />
      <List
        title={t('moves.preview.to')}
        rows={toAssignees.map(({ name, count, after }) => [name, t('moves.preview.gets', { count, after })])}
      />
    </>
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
            <dd className="shrink-0">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

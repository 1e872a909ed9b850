import { suspensionCauses } from '@diwan/tickets';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { suspendedMailQuery, useDiscard, useReplay, type SuspendedFilter } from '../../../api/ledgers.js';
import { useMay } from '../../../api/session.js';
import { useCodeSentence, useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Confirm } from '../../../ui/dialog.js';
import { Select } from '../../../ui/forms/select.js';
import { Empty, QueryState, useProblemSentence } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';
import { SettingsPage } from '../settings-layout.js';
import { SuspendedMailTable } from './suspended-mail-table.js';

type Question = 'replay' | 'replayAll' | 'discard' | null;

const outcomes = ['all', 'suspended', 'quarantined'] as const;
const causes = ['all', ...suspensionCauses] as const;

/** Mail that became no ticket, and why; nothing is thrown away unless somebody says so. */
export function SuspendedMailPage() {
  const t = useTranslate();
  const [filter, setFilter] = useState<SuspendedFilter>({});
  const list = useInfiniteQuery(suspendedMailQuery(filter));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const mails = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = filter.cause !== undefined || filter.outcome !== undefined;
  const change = (over: SuspendedFilter) => {
    setFilter({ ...filter, ...over });
    setChosen(new Set());
  };
  return (
    <SettingsPage title={t('settings.suspendedMail')} text={t('suspended.text')} permission="suspended_mail.read">
      <div className="flex flex-wrap items-end gap-3">
        <Filters filter={filter} onChange={change} />
        <span className="grow" />
        <Actions filter={filter} chosen={chosen} any={mails.length > 0} onDone={() => setChosen(new Set())} />
      </div>
      <QueryState query={list} rows={5} />
      {list.data && mails.length === 0 ? (
        <NoMail filtered={filtered} onClear={() => change({ outcome: undefined, cause: undefined })} />
      ) : null}
      {mails.length > 0 ? <SuspendedMailTable mails={mails} chosen={chosen} onChoose={setChosen} /> : null}
      {list.hasNextPage ? (
        <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t('action.loadMore')}
        </Button>
      ) : null}
    </SettingsPage>
  );
}

function NoMail({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useTranslate();
  if (!filtered) return <Empty title={t('suspended.empty.title')} text={t('suspended.empty.text')} />;
  return (
    <Empty title={t('suspended.filteredEmpty')}>
      <Button onPress={onClear}>{t('action.clearFilters')}</Button>
    </Empty>
  );
}

type FiltersProps = { filter: SuspendedFilter; onChange: (change: SuspendedFilter) => void };

function Filters({ filter, onChange }: FiltersProps) {
  const t = useTranslate();
  const codeSentence = useCodeSentence();
  return (
    <>
      <Select
        label={t('suspended.outcome')}
        value={filter.outcome ?? 'all'}
        options={outcomes.map((id) => ({ id, label: t(`suspended.outcome.${id}`) }))}
        onChange={(id) => onChange({ outcome: id === 'all' ? undefined : id })}
      />
      <Select
        label={t('suspended.cause')}
        value={filter.cause ?? 'all'}
        options={causes.map((id) => ({ id, label: codeSentence(`cause.${id}`, 'cause.any') }))}
        onChange={(id) => onChange({ cause: id === 'all' ? undefined : id })}
      />
    </>
  );
}

type ActionsProps = { filter: SuspendedFilter; chosen: ReadonlySet<string>; any: boolean; onDone: () => void };

function Actions({ filter, chosen, any, onDone }: ActionsProps) {
  const t = useTranslate();
  const mayManage = useMay('suspended_mail.manage');
  const sentence = useProblemSentence();
  const replay = useReplay();
  const discard = useDiscard();
  const [question, setQuestion] = useState<Question>(null);
  if (!mayManage) return null;
  const onError = (error: unknown) => showToast({ text: sentence(error), tone: 'bad' });
  const replayed = ({ queued }: { queued: number }) => {
    showToast({ text: t('suspended.replayed', { count: queued }) });
    onDone();
  };
  const count = chosen.size;
  const close = () => setQuestion(null);
  return (
    <>
      <Button isDisabled={count === 0} onPress={() => setQuestion('replay')}>
        {t('suspended.replay')}
      </Button>
      <Button isDisabled={!any} onPress={() => setQuestion('replayAll')}>
        {t('suspended.replayAll')}
      </Button>
      <Button isDisabled={count === 0} onPress={() => setQuestion('discard')}>
        {t('suspended.discard')}
      </Button>
      <Confirm
        isOpen={question === 'replay'}
        title={t('suspended.replay.title', { count })}
        text={t('suspended.replay.text')}
        action={t('suspended.replay')}
        onClose={close}
        onConfirm={() => replay.mutate({ ids: [...chosen], force: true }, { onSuccess: replayed, onError })}
      />
      <Confirm
        isOpen={question === 'replayAll'}
        title={t('suspended.replayAll.title')}
        text={t(filter.cause ? 'suspended.replayAll.cause' : 'suspended.replayAll.text')}
        action={t('suspended.replayAll')}
        onClose={close}
        onConfirm={() =>
          replay.mutate(filter.cause ? { cause: filter.cause } : { all: true }, { onSuccess: replayed, onError })
        }
      />
      <Confirm
        isOpen={question === 'discard'}
        title={t('suspended.discard.title', { count })}
        text={t('suspended.discard.text')}
        action={t('suspended.discard')}
        danger
        onClose={close}
        onConfirm={() => discard.mutate([...chosen], { onSuccess: onDone, onError })}
      />
    </>
  );
}

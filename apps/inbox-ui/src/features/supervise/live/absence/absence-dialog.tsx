import type { BoardAgent, CoveredAbsence } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ApiError } from '../../../../api/client.js';
import { openWorkQuery, useCoverAbsence } from '../../../../api/routing/absence.js';
import { useChannels } from '../../../../api/routing/presence.js';
import { isolated } from '../../../../i18n/digits.js';
import { useTranslate } from '../../../../i18n/intl.js';
import { Button } from '../../../../ui/button.js';
import { Dialog } from '../../../../ui/dialog.js';
import { FormError } from '../../../../ui/forms/form-errors.js';
import { Radios } from '../../../../ui/forms/radios.js';
import { Select } from '../../../../ui/forms/select.js';
import { useAwayReasons } from '../../../../ui/presence-word.js';
import { QueryState } from '../../../../ui/states.js';
import { useColleagues } from '../../../hand-over/use-colleagues.js';
import { backAtOf, forGood, type BackDraft } from '../../moves/back-at.js';
import { BackFields } from '../../moves/back-fields.js';
import { keepsSome, openWorkOf, type WorkDraft } from './absence-draft.js';
import { AbsenceResult } from './absence-result.js';
import { OpenWorkFields } from './open-work-fields.js';

type AbsenceDialogProps = { agent: BoardAgent; onClose: () => void };
const none = 'none';

/** Who is not here, until when, and what becomes of their work: decided once, done as a whole. */
export function AbsenceDialog({ agent, onClose }: AbsenceDialogProps) {
  const t = useTranslate();
  const [done, setDone] = useState<CoveredAbsence | null>(null);
  const name = isolated(agent.name);
  return (
    <Dialog title={t(done ? 'absence.done' : 'absence.title', { name })} isOpen onClose={onClose} wide>
      {done ? (
        <AbsenceResult name={name} covered={done} onClose={onClose} />
      ) : (
        <AbsenceForm agent={agent} onDone={setDone} onClose={onClose} />
      )}
    </Dialog>
  );
}

type AbsenceFormProps = AbsenceDialogProps & { onDone: (covered: CoveredAbsence) => void };

function AbsenceForm({ agent, onDone, onClose }: AbsenceFormProps) {
  const t = useTranslate();
  // Also what they declared of a channel that has no inbox any more.
  const channels = [...new Set([...useChannels(), ...agent.channels.map(({ channel }) => channel)])];
  const reasons = useAwayReasons();
  const colleagues = useColleagues(agent.id);
  const work = useQuery(openWorkQuery(agent.id));
  const cover = useCoverAbsence();
  const [reason, setReason] = useState(none);
  const [back, setBack] = useState<BackDraft>(forGood);
  const [drafts, setDrafts] = useState<WorkDraft>({});
  const [state, setState] = useState<'away' | 'offline'>('away');
  // What was counted when somebody looked last may be wrong by now.
  const counts = work.isFetchedAfterMount ? work.data : undefined;
  const openWork = counts ? openWorkOf(counts, drafts, colleagues) : null;
  const key = useMemo(() => crypto.randomUUID(), [work.dataUpdatedAt, reason, back, drafts, state]); // oxlint-disable-line react-hooks/exhaustive-deps
  const name = isolated(agent.name);
  const submit = () => {
    const until = backAtOf(back, new Date());
    if (openWork === null || until === undefined) return;
    const body = { id: agent.id, key, channels, state, reason: reason === none ? null : reason, until, openWork };
    cover.mutate(body, {
      onSuccess: onDone,
      onError: (error) => {
        if (error instanceof ApiError && error.code === 'move.selection_changed') void work.refetch(); // shows its own errors
      },
    });
  };
  return (
    <>
      <Select
        label={t('presence.reason')}
        value={reason}
        options={[{ id: none, label: t('absence.noReason') }, ...reasons]}
        onChange={setReason}
      />
      <BackFields kind="absence" back={back} onChange={setBack} />
      {counts ? (
        <OpenWorkFields counts={counts} drafts={drafts} colleagues={colleagues} onChange={setDrafts} />
      ) : (
        <QueryState query={work} rows={2} />
      )}
      {counts && keepsSome(counts, drafts) ? (
        <Radios
          label={t('absence.writesAgain')}
          value={state}
          options={[
            { id: 'away', label: t('absence.writesAgain.waits', { name }) },
            { id: 'offline', label: t('absence.writesAgain.returns'), hint: t('absence.writesAgain.returns.hint') },
          ]}
          onChange={setState}
        />
      ) : null}
      <p className="text-ui text-muted">
        {t(back.choice === forGood.choice ? 'absence.nothingNew' : 'absence.comesBack', { name })}
      </p>
      <FormError error={cover.error} />
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button
          look="primary"
          isDisabled={openWork === null || backAtOf(back, new Date()) === undefined}
          isPending={cover.isPending}
          onPress={submit}
        >
          {t('absence.submit')}
        </Button>
      </div>
    </>
  );
}

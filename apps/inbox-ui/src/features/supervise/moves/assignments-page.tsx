import { useMemo, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../../api/session.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Field } from '../../../ui/forms/field.js';
import { rememberUndo } from '../../../ui/toasts.js';
import { SupervisePage } from '../page.js';
import { backAtOf, forGood, type BackDraft } from './back-at.js';
import { BackFields } from './back-fields.js';
import { noTarget, previewOf, selectionOf, type TargetDraft } from './move-draft.js';
import { MoveHistory } from './move-history.js';
import { MoveResult } from './move-result.js';
import { PreviewPanel } from './preview-panel.js';
import { SelectionFields } from './selection-fields.js';
import { TargetFields } from './target-fields.js';
import { useUndo } from './use-undo.js';

/** Which tickets, where to, what that would mean, and what has been moved so far. */
export function AssignmentsPage() {
  const t = useTranslate();
  return (
    <SupervisePage title={t('moves.title')} text={t('moves.text')} permission="tickets.move">
      <MoveForm />
      <MoveHistory />
    </SupervisePage>
  );
}

function MoveForm() {
  const t = useTranslate();
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const selection = useMemo(() => selectionOf(params, session.agent.id), [params, session.agent.id]);
  const [target, setTarget] = useState<TargetDraft>(noTarget);
  const [reason, setReason] = useState('');
  const [back, setBack] = useState<BackDraft>(forGood);
  const [moveId, setMoveId] = useState<string | null>(null);
  const body = useMemo(() => previewOf(selection, target), [selection, target]);
  const undo = useUndo({ quiet: true });
  const again = () => {
    setMoveId(null);
    setTarget(noTarget);
    setReason('');
    setBack(forGood);
  };
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_380px]">
      <div className="flex flex-col gap-6">
        <Part title={t('moves.which')}>
          <SelectionFields
            selection={selection}
            onChange={(part, value) => {
              const changed = new URLSearchParams(params);
              if (value === null) changed.delete(part);
              else changed.set(part, value);
              setParams(changed, { replace: true });
            }}
          />
        </Part>
        <Part title={t('moves.whereTo')}>
          <TargetFields target={target} onChange={(change) => setTarget({ ...target, ...change })} />
        </Part>
        <Part title={t('moves.details')}>
          <Field
            label={t('moves.reason')}
            hint={t('moves.reason.hint')}
            value={reason}
            onChange={setReason}
            maxLength={500}
          />
          <BackFields back={back} onChange={setBack} />
        </Part>
      </div>
      <aside
        aria-label={t('moves.preview')}
        className="rounded-card border border-border bg-subtle p-4 lg:sticky lg:top-6"
      >
        <h2 className="mb-3 text-title font-semibold">{t(moveId ? 'moves.result' : 'moves.preview')}</h2>
        {moveId ? (
          <MoveResult id={moveId} onAgain={again} />
        ) : (
          <PreviewPanel
            body={body}
            reason={reason}
            backAt={() => backAtOf(back, new Date())}
            onStarted={(id, count) => {
              setMoveId(id);
              // No toast: the panel says it where the button was, and has the way back.
              rememberUndo(t('moves.done', { count }), () => undo(id));
            }}
          />
        )}
      </aside>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-4 rounded-card border border-border p-4">
      <h2 className="text-title font-semibold">{title}</h2>
      {children}
    </section>
  );
}

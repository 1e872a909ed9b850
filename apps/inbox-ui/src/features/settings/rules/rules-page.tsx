import type { RoutingRules } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rulesQuery } from '../../../api/routing/rules.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { LeaveQuestion } from '../../../ui/forms/leave-question.js';
import { Empty, QueryState } from '../../../ui/states.js';
import { SettingsPage } from '../settings-layout.js';
import type { Rule } from './rule-draft.js';
import { RuleForm } from './rule-form.js';
import { RuleList } from './rule-list.js';
import { SaveBar } from './save-bar.js';

/** The rules as a draft: nothing holds until all of them are saved together. */
export function RulesPage() {
  const t = useTranslate();
  const query = useQuery(rulesQuery);
  const [draft, setDraft] = useState<RoutingRules | null>(null);
  const [edited, setEdited] = useState<Rule | 'new' | null>(null);
  const shown = draft ?? query.data;
  const change = (rules: Rule[]) => {
    if (!shown) return;
    const isAsSaved = JSON.stringify(rules) === JSON.stringify(query.data?.rules);
    setDraft(isAsSaved ? null : { rules, version: shown.version });
  };
  const put = (rule: Rule) => {
    const { rules = [] } = shown ?? {};
    change(edited === 'new' ? [...rules, rule] : rules.map((each) => (each.id === rule.id ? rule : each)));
    setEdited(null);
  };
  const add = (
    <Button look="primary" onPress={() => setEdited('new')}>
      {t('rules.add')}
    </Button>
  );
  return (
    <SettingsPage
      title={t('settings.rules')}
      text={t('rules.text')}
      permission="queues.manage"
      actions={shown && shown.rules.length > 0 ? add : null}
    >
      <QueryState query={query} rows={3} />
      {shown?.rules.length === 0 ? (
        <Empty title={t('rules.empty.title')} text={t('rules.empty.text')}>
          {add}
        </Empty>
      ) : null}
      {shown ? <RuleList rules={shown.rules} onChange={change} onEdit={setEdited} /> : null}
      {draft ? (
        <SaveBar
          draft={draft}
          onSaved={() => setDraft(null)}
          onDiscard={() => {
            setDraft(null);
            void query.refetch(); // shows its own errors
          }}
        />
      ) : null}
      {edited ? (
        <Dialog
          title={edited === 'new' ? t('rules.add') : t('rules.edit', { name: isolated(edited.name) })}
          wide
          isOpen
          onClose={() => setEdited(null)}
        >
          <RuleForm rule={edited === 'new' ? null : edited} onDone={put} />
        </Dialog>
      ) : null}
      <LeaveQuestion isUnsaved={draft !== null} />
    </SettingsPage>
  );
}

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { isolated } from '../../../i18n/digits.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Button, IconButton } from '../../../ui/button.js';
import { shifted, type Rule } from './rule-draft.js';
import { ruleSentence, type Speech } from './rule-sentence.js';
import { useSpeech } from './use-speech.js';

type RuleListProps = { rules: Rule[]; onChange: (rules: Rule[]) => void; onEdit: (rule: Rule) => void };

/** In the order in which they are asked. */
export function RuleList({ rules, onChange, onEdit }: RuleListProps) {
  const t = useTranslate();
  const speech = useSpeech();
  const [news, setNews] = useState('');
  const move = (index: number, by: -1 | 1) => {
    const next = shifted(rules, index, by);
    const name = isolated(rules[index]?.name ?? '');
    const place = next.findIndex(({ id }) => id === rules[index]?.id) + 1;
    setNews(t('rules.movedTo', { name, place, count: rules.length }));
    onChange(next);
  };
  return (
    <>
      <ol className="flex flex-col gap-2">
        {rules.map((rule, index) => (
          <RuleItem
            key={rule.id}
            rule={rule}
            speech={speech}
            place={{ number: index + 1, isFirst: index === 0, isLast: index === rules.length - 1 }}
            onMove={(by) => move(index, by)}
            onEdit={() => onEdit(rule)}
            onDelete={() => onChange(rules.filter(({ id }) => id !== rule.id))}
          />
        ))}
      </ol>
      <p role="status" className="sr-only">
        {news}
      </p>
    </>
  );
}

type RuleItemProps = {
  rule: Rule;
  speech: Speech | null;
  place: { number: number; isFirst: boolean; isLast: boolean };
  onMove: (by: -1 | 1) => void;
  onEdit: () => void;
  onDelete: () => void;
};

function RuleItem({ rule, speech, place, onMove, onEdit, onDelete }: RuleItemProps) {
  const t = useTranslate();
  const format = useFormat();
  const name = isolated(rule.name);
  // At an end the button stays enabled for the keyboard: a disabled one would lose the focus that just moved the rule there.
  return (
    <li className="flex items-start gap-3 rounded-card border border-border p-3">
      <span aria-hidden="true" className="min-w-5 pt-px text-end text-message text-muted tabular-nums">
        {format.number(place.number)}
      </span>
      <div className="flex min-w-0 grow flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-56 grow basis-56">
          <p className="text-message font-medium">
            <bdi>{rule.name}</bdi>
          </p>
          <p className="text-meta text-muted wrap-anywhere">{speech ? ruleSentence(rule, speech) : ''}</p>
        </div>
        <div className="flex items-center gap-2">
          <IconButton label={t('rules.up', { name })} aria-disabled={place.isFirst} onPress={() => onMove(-1)}>
            <ArrowUp aria-hidden="true" size={16} />
          </IconButton>
          <IconButton label={t('rules.down', { name })} aria-disabled={place.isLast} onPress={() => onMove(1)}>
            <ArrowDown aria-hidden="true" size={16} />
          </IconButton>
          <Button size="small" onPress={onEdit} aria-label={t('rules.edit', { name })}>
            {t('action.edit')}
          </Button>
          <Button size="small" onPress={onDelete} aria-label={t('rules.delete', { name })}>
            {t('action.delete')}
          </Button>
        </div>
      </div>
    </li>
  );
}

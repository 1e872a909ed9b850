import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { agentsQuery, inboxesQuery, queuesQuery, teamsQuery } from '../../../api/configuration.js';
import { slaPoliciesQuery } from '../../../api/promises.js';
import { skillsQuery } from '../../../api/routing/skills.js';
import { awayReasonsQuery } from '../../../api/routing/staffing.js';
import { tagsQuery } from '../../../api/tags.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { reasonWord } from '../../../ui/presence-word.js';
import type { AuditSpeech } from './audit-details.js';

/** What entries are told with: names as they are now, of what there still is. */
export function useAuditSpeech(): AuditSpeech {
  const intl = useIntl();
  const t = useTranslate();
  const format = useFormat();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: inboxes = [] } = useQuery(inboxesQuery);
  const { data: queues = [] } = useQuery(queuesQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: skills = [] } = useQuery(skillsQuery);
  const { data: tags = [] } = useQuery(tagsQuery);
  const { data: policies = [] } = useQuery(slaPoliciesQuery);
  const { data: reasons = [] } = useQuery(awayReasonsQuery);
  const names = new Map(
    [...agents, ...inboxes, ...queues, ...teams, ...skills, ...tags, ...policies].map(({ id, name }) => [id, name]),
  );
  return {
    t,
    format,
    list: (values) => intl.formatList(values, { type: 'conjunction' }),
    nameOf: (id) => names.get(id),
    word: (id) => (id in intl.messages ? intl.formatMessage({ id }) : undefined),
    reason: (key) => {
      const reason = reasons.find((each) => each.key === key);
      return (reason && reasonWord(reason, t)) ?? undefined;
    },
  };
}

import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { inboxesQuery, queuesQuery } from '../../../api/configuration.js';
import { slaPoliciesQuery } from '../../../api/promises.js';
import { skillsQuery } from '../../../api/routing/skills.js';
import { tagsQuery } from '../../../api/tags.js';
import { useTranslate } from '../../../i18n/intl.js';
import type { Speech } from './rule-sentence.js';

/** What rules are told with; null while the names are read. */
export function useSpeech(): Speech | null {
  const intl = useIntl();
  const t = useTranslate();
  const { data: inboxes } = useQuery(inboxesQuery);
  const { data: queues } = useQuery(queuesQuery);
  const { data: skills } = useQuery(skillsQuery);
  const { data: tags } = useQuery(tagsQuery);
  const { data: policies } = useQuery(slaPoliciesQuery);
  if (!inboxes || !queues || !skills || !tags || !policies) return null;
  const names = new Map([...inboxes, ...queues, ...skills, ...tags, ...policies].map(({ id, name }) => [id, name]));
  return {
    t,
    list: (values, type) => intl.formatList(values, { type }),
    language: (language) => intl.formatDisplayName(language, { type: 'language' }) ?? language,
    nameOf: (id) => names.get(id),
  };
}

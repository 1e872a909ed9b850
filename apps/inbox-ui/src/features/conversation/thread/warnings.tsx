import { TriangleAlert } from 'lucide-react';
import { useCodeSentence } from '../../../i18n/intl.js';
import { silentWarnings } from './silent-warnings.js';

/** What is odd about a message, as far as whoever answers it has to know. */
export function Warnings({ codes }: { codes: readonly string[] }) {
  const codeSentence = useCodeSentence();
  const shown = codes.filter((code) => !silentWarnings.includes(code));
  if (shown.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 rounded-control bg-warn-soft px-2.5 py-1.5 text-meta text-text">
      {shown.map((code) => (
        <li key={code} className="flex items-center gap-1.5">
          <TriangleAlert aria-hidden="true" size={13} className="shrink-0 text-warn" />
          {codeSentence(`warning.${code}`, 'warning.any')}
        </li>
      ))}
    </ul>
  );
}

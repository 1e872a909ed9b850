import { ApiError } from '../../api/client.js';
import { useCodeSentence } from '../../i18n/intl.js';
import { useProblemSentence } from '../states.js';

/** The error of a whole form; what belongs to a single field is shown there. */
export function FormError({ error }: { error: unknown }) {
  const sentence = useProblemSentence();
  if (!error) return null;
  return (
    <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-ui text-text">
      {sentence(error)}
    </p>
  );
}

/** Sentences per field path for React Aria's `validationErrors`, from a problem's `errors`. */
export function useFieldErrors(error: unknown): Record<string, string> {
  const codeSentence = useCodeSentence();
  if (!(error instanceof ApiError)) return {};
  const errors = error.problem?.errors ?? [];
  return Object.fromEntries(
    errors.map(({ path, code, params }) => [
      path,
      codeSentence(`invalid.${code}`, 'invalid.any', params as Record<string, string>),
    ]),
  );
}

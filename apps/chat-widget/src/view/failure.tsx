/** Nothing could be loaded, not even our words: the browser's language must do. */
import { useEffect, useState } from 'preact/hooks';
import { chooseLanguage, loadSpeech, type Speech } from '../words/speech.js';

export function Failure({ locale, onClose }: { locale: string[]; onClose: (() => void) | null }) {
  const [speech, setSpeech] = useState<Speech | null>(null);
  useEffect(() => {
    void loadSpeech(chooseLanguage(locale, 'en'), locale).then(setSpeech);
  }, [locale]);
  if (speech === null) return null;
  return (
    <main class="panel" lang={speech.language} dir={speech.direction}>
      <p class="notice" role="alert">
        {speech.words.failed}
      </p>
      {onClose && (
        <button type="button" class="quiet" onClick={onClose}>
          {speech.words.close}
        </button>
      )}
    </main>
  );
}

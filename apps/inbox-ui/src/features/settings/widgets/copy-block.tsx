import { Check, Copy } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';

/** Code to take along. Without permission for the clipboard it can still be selected by hand. */
export function CopyBlock({ label, text }: { label: string; text: string }) {
  const t = useTranslate();
  const id = useId();
  const [copied, setCopied] = useState<string | null>(null);
  const isCopied = copied === text;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between gap-2">
        <span id={id} className="text-ui font-medium">
          {label}
        </span>
        <Button size="small" onPress={() => void copy().catch(() => undefined)}>
          <Icon aria-hidden="true" size={14} />
          <span aria-live="polite">{t(isCopied ? 'action.copied' : 'action.copy')}</span>
        </Button>
      </div>
      <pre
        dir="ltr"
        tabIndex={0}
        aria-labelledby={id}
        className="overflow-x-auto rounded-control border border-border bg-sunken p-3 text-start font-mono text-meta whitespace-pre"
      >
        {text}
      </pre>
    </div>
  );
}

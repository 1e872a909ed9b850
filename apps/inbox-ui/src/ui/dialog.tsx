import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslate } from '../i18n/intl.js';
import { Button, IconButton } from './button.js';

type DialogProps = { title: string; isOpen: boolean; onClose: () => void; wide?: boolean; children: ReactNode };

export function Dialog({ title, isOpen, onClose, wide, children }: DialogProps) {
  const t = useTranslate();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
      className="fixed inset-0 z-40 grid place-items-center bg-scrim p-4 entering:animate-[appear_120ms_ease-out]"
    >
      <Modal
        className={`max-h-[calc(100dvh-32px)] w-full overflow-auto rounded-card border border-border bg-bg shadow-overlay ${wide ? 'max-w-[720px]' : 'max-w-[460px]'}`}
      >
        <AriaDialog className="flex flex-col gap-4 p-5 outline-none">
          <div className="flex items-start justify-between gap-3">
            <Heading slot="title" className="text-title font-semibold">
              {title}
            </Heading>
            <IconButton label={t('action.close')} onPress={onClose}>
              <X aria-hidden="true" size={17} />
            </IconButton>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

type ConfirmProps = {
  title: string;
  text: string;
  action: string;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
  danger?: boolean;
};

/** A question before what cannot be undone. */
export function Confirm({ title, text, action, isOpen, onClose, onConfirm, danger }: ConfirmProps) {
  const t = useTranslate();
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <p className="text-message text-muted">{text}</p>
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button
          look={danger ? 'danger' : 'primary'}
          onPress={() => {
            onClose();
            onConfirm();
          }}
        >
          {action}
        </Button>
      </div>
    </Dialog>
  );
}

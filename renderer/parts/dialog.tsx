/** A window over the window: traps the focus, steps back on Esc, gives the focus back when it goes. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { partWords } from '../text/parts.ts';
import { IconButton } from './icon-button.tsx';
import './dialog.css';

export type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  /** Buttons, the one that goes on last. */
  readonly footer?: ReactNode;
  readonly size?: 's' | 'm' | 'l';
  readonly role?: 'dialog' | 'alertdialog';
  /** A click beside it closes it. Only where nothing typed would be lost. */
  readonly closesOnClickOutside?: boolean;
  readonly children: ReactNode;
};

export function Dialog({ title, onClose, footer, size = 'm', role = 'dialog', closesOnClickOutside = false, children }: DialogProps) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen
      isDismissable={closesOnClickOutside}
      onOpenChange={(isOpen) => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      <Modal className={`dialog-place dialog-place--${size}`}>
        <AriaDialog className="dialog" role={role}>
          <header className="dialog__head">
            <Heading slot="title" className="dialog__title">
              {title}
            </Heading>
            {role === 'dialog' ? <IconButton icon={X} label={partWords.close} shortcut="Esc" onPress={onClose} /> : null}
          </header>
          <div className="dialog__body" data-focus-home="1">{children}</div>
          {footer ? <footer className="dialog__foot" data-focus-home="2">{footer}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { messages } from '../messages.ts';
import { Button } from './button.tsx';

interface DialogProps {
  readonly title: string;
  readonly text?: ReactNode;
  readonly isWide?: boolean;
  /** Keeps a stray click outside from closing it, where something would be lost. */
  readonly isHeld?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Where the work begins: the first thing to fill in, else the first thing to do. */
const FIRST = 'form input, form textarea, form select, .button-primary';

/** Open while it is rendered. */
export function Dialog({ title, text, isWide, isHeld = true, onClose, children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open disablePointerDismissal={isHeld} onOpenChange={(isOpen) => isOpen || onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-backdrop" />
        <Base.Viewport className="dialog-viewport">
          <Base.Popup
            ref={popup}
            initialFocus={() => popup.current?.querySelector<HTMLElement>(FIRST) ?? true}
            className={isWide === true ? 'dialog dialog-wide' : 'dialog'}
          >
            <header className="dialog-head">
              <Base.Title className="dialog-title wrap-anywhere">{title}</Base.Title>
              <Base.Close
                render={
                  <Button
                    look="quiet"
                    size="small"
                    icon={<X size={18} />}
                    aria-label={messages.words.close}
                  />
                }
              />
            </header>
            {text === undefined ? null : (
              <Base.Description render={<div />} className="soft">
                {text}
              </Base.Description>
            )}
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

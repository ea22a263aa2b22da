// What stands above the page: a native dialog, so that focus stays inside, Escape closes it, and focus returns to its opener.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from './parts.tsx';
import { useApp } from './use-app.ts';

interface DialogParts {
  readonly title: string;
  readonly look: 'menu' | 'panel' | 'viewer';
  onClose(): void;
  onKeyDown?(event: KeyboardEvent): void;
  readonly children: ComponentChildren;
}

export function Dialog({ title, look, onClose, onKeyDown, children }: DialogParts) {
  const { words } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${look}`}
      aria-label={title}
      onKeyDown={(event) => onKeyDown?.(event)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // A press beside what stands in it.
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="dialog-inside">
        <div class="dialog-bar">
          <h2>{title}</h2>
          <IconButton icon="close" label={words.close} onPress={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  );
}

interface AskParts {
  readonly question: string;
  readonly yes: string;
  onYes(): void;
  onNo(): void;
}

/** Asks before something that cannot be undone. No is as easy as yes. */
export function Ask({ question, yes, onYes, onNo }: AskParts) {
  const { words } = useApp();
  return (
    <Dialog title={yes} look="panel" onClose={onNo}>
      <p class="question">{question}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={onNo}>
          {words.cancel}
        </button>
        <button type="button" class="button late" onClick={onYes}>
          {yes}
        </button>
      </div>
    </Dialog>
  );
}

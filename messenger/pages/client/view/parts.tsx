// Small parts that many drawings share: a link inside the messenger, an icon button, a picture of a person or a room.
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons.tsx';
import { useApp } from './use-app.ts';

interface LinkParts {
  readonly to: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A link that stays in the messenger; with a modifier key the browser opens it as it does any link. */
export function Link({ to, class: look, current, label, children }: LinkParts) {
  const { go } = useApp();
  return (
    <a
      href={to}
      class={look}
      aria-current={current === true ? 'page' : undefined}
      aria-label={label}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}

interface IconButtonParts {
  readonly icon: IconName;
  readonly label: string;
  readonly class?: string;
  readonly disabled?: boolean;
  readonly type?: 'button' | 'submit';
  onPress?(): void;
}

/** A button that shows an icon and says a word. */
export function IconButton({
  icon,
  label,
  class: look = '',
  disabled,
  type = 'button',
  onPress,
}: IconButtonParts) {
  return (
    <button
      type={type}
      class={`icon-button ${look}`}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={() => onPress?.()}
    >
      <Icon name={icon} />
    </button>
  );
}

/** Quiet colours for whoever has no picture; the same name has always the same one. */
const TONES = 6;

/** The picture of a person or a room, or its first letter. Decorates: the name always stands beside it. */
export function Avatar({ name, blob, shape = 'person' }: AvatarParts) {
  if (blob !== undefined) {
    return (
      <img class={`avatar ${shape}`} src={`/thumb/${blob}`} alt="" width={40} height={40} loading="lazy" />
    );
  }
  return (
    <span class={`avatar ${shape} tone-${toneOf(name)}`} aria-hidden="true">
      {[...name.trim()][0] ?? '·'}
    </span>
  );
}

interface AvatarParts {
  readonly name: string;
  readonly blob: string | undefined;
  readonly shape?: 'person' | 'room';
}

function toneOf(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) % TONES;
}

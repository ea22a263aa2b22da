// The frame of one page: Back on a phone, a heading that takes focus when one arrives, and what stands below it.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { pathTo } from '../model/place.ts';
import { Icon } from './icons.tsx';
import { Link } from './parts.tsx';
import { useApp } from './use-app.ts';

interface SheetParts {
  readonly title: string;
  /** Where Back goes. */
  readonly back?: string;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Sheet({ title, back = pathTo.rooms, actions, children }: SheetParts) {
  const { words } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  useTitle(title);
  return (
    <>
      <div class="bar">
        <Link to={back} class="icon-button back" label={words.back}>
          <Icon name="back" />
        </Link>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions}
      </div>
      <div class="sheet">{children}</div>
    </>
  );
}

/** The title of the window. */
export function useTitle(title: string): void {
  const { words } = useApp();
  useEffect(() => {
    document.title = `${title} · ${words.appName}`;
  }, [title, words.appName]);
}

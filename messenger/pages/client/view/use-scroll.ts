// Keeps the reader's place in a conversation: at the end it stays at the end, further up nothing moves when something is added.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../model/conversation.ts';

/** A place in the page, once it is drawn. */
interface Drawn {
  readonly current: HTMLElement | null;
}

/** This near to an end counts as there; half a message. */
const NEAR_END_PX = 48;
/** From here on the next stretch is loaded. */
const NEAR_EDGE_PX = 600;
const MARK_MS = 2_000;

export interface Scroll {
  readonly atEnd: boolean;
  onScroll(): void;
  toEnd(): void;
}

/** @param sent how many messages are on their way: one more and the reader is taken to the end */
export function useScroll(
  list: Drawn,
  conversation: Conversation,
  sent: number,
  load: (side: 'older' | 'newer') => void,
  loadEnd: () => void,
): Scroll {
  const [atEnd, setAtEnd] = useState(true);
  const kept = useRef({ first: 0, height: 0, sent: 0, stuck: true, wantsEnd: false });
  const { messages, newer, older, target, slug } = conversation;

  const look = useCallback(() => {
    const box = list.current;
    if (box === null) return;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    kept.current.stuck = below < NEAR_END_PX && !newer;
    setAtEnd(kept.current.stuck);
    if (box.scrollTop < NEAR_EDGE_PX && older) load('older');
    if (below < NEAR_EDGE_PX && newer) load('newer');
  }, [list, newer, older, load]);

  useLayoutEffect(() => {
    const box = list.current;
    if (box === null) return;
    const { first, height, sent: before, wantsEnd } = kept.current;
    const stuck = kept.current.stuck || (wantsEnd && !newer);
    const oldest = messages[0]?.id ?? 0;
    const unread = first === 0 ? box.querySelector('.divider.unread') : null;
    if (unread !== null) unread.scrollIntoView({ block: 'center' });
    else if (sent > before || stuck) box.scrollTop = box.scrollHeight;
    else if (oldest < first) box.scrollTop += box.scrollHeight - height;
    kept.current = {
      ...kept.current,
      first: oldest,
      height: box.scrollHeight,
      sent,
      wantsEnd: wantsEnd && newer,
      stuck: unread === null && (stuck || sent > before),
    };
  }, [list, messages, sent, newer]);

  useEffect(look, [look, messages, slug]);
  useStaysAtEnd(list, kept);
  useTarget(list, target, () => {
    kept.current.stuck = false;
  });
  return {
    atEnd,
    onScroll: look,
    toEnd: () => {
      kept.current.wantsEnd = newer;
      if (newer) loadEnd();
      else if (list.current !== null) list.current.scrollTop = list.current.scrollHeight;
    },
  };
}

/** A keyboard that opens or a composer that grows takes room away: whoever was at the end stays there. */
function useStaysAtEnd(list: Drawn, kept: { readonly current: { readonly stuck: boolean } }): void {
  useEffect(() => {
    const box = list.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => {
      if (kept.current.stuck) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    if (box.firstElementChild !== null) observer.observe(box.firstElementChild);
    return () => observer.disconnect();
  }, [list, kept]);
}

/** Brings the message that was gone to into sight, gives it focus and marks it for a moment. */
function useTarget(list: Drawn, target: Conversation['target'], onGone: () => void): void {
  useLayoutEffect(() => {
    const message = target === undefined ? null : list.current?.querySelector<HTMLElement>(`#m${target.id}`);
    if (message === null || message === undefined) return;
    onGone();
    message.scrollIntoView({ block: 'center' });
    message.focus({ preventScroll: true });
    message.dataset['marked'] = '';
    const end = setTimeout(() => delete message.dataset['marked'], MARK_MS);
    return () => clearTimeout(end);
    // Going to the same message again counts: `at` grows each time.
  }, [target?.id, target?.at]);
}

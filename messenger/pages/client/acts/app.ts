// What every act and every drawing needs: the state, the words, the clock, and a way to go elsewhere.
import { fill, type Words, wordsOf } from '../../words.ts';
import type { Language } from '../../words/language.ts';
import type { Me } from '../model/facts.ts';
import { type Clock, clockFor } from '../model/moments.ts';
import { placeOf } from '../model/place.ts';
import type { Overlay } from '../model/overlay.ts';
import { initialState } from '../model/state.ts';
import { createStore, type Store } from '../model/store.ts';
import { Refusal } from '../net/api.ts';

export interface App {
  readonly store: Store;
  readonly words: Words;
  readonly language: Language;
  readonly clock: Clock;
  /** Goes to a path of the messenger. */
  go(path: string, how?: 'push' | 'replace'): void;
  /** Opens something above the page; the browser's Back closes it. */
  open(overlay: Overlay): void;
  close(): void;
  /** Says something once, to eyes and ears. */
  say(sentence: string): void;
  /** Says in words why an act did not work. Use as `.catch(app.sayFailed)`. */
  readonly sayFailed: (error: unknown) => void;
}

/** Marks an entry of the browser's history that only closes what stands above the page. */
const ABOVE = { above: true } as const;

function isAbove(): boolean {
  return (history.state as { readonly above?: boolean } | null)?.above === true;
}

/** The messenger of one page. */
export function createApp(me: Me, language: Language): App {
  const store = createStore(initialState(me, placeOf(location.pathname)));
  const words = wordsOf(language);
  const say = (text: string) => store.tell({ kind: 'said', text });
  window.addEventListener('popstate', () => store.tell({ kind: 'went', place: placeOf(location.pathname) }));
  return {
    store,
    words,
    language,
    clock: clockFor(language),
    go(path, how = 'push') {
      // What stands above the page gives its place in the history to where one goes from it.
      if (how === 'push' && path !== location.pathname && !isAbove()) history.pushState(null, '', path);
      else history.replaceState(null, '', path);
      store.tell({ kind: 'went', place: placeOf(location.pathname) });
    },
    open(overlay) {
      if (isAbove()) history.replaceState(ABOVE, '');
      else history.pushState(ABOVE, '');
      store.tell({ kind: 'overlay', overlay });
    },
    close() {
      if (isAbove()) history.back();
      store.tell({ kind: 'overlay', overlay: undefined });
    },
    say,
    sayFailed(error) {
      const wait = error instanceof Refusal ? error.retryAfterS : undefined;
      say(wait === undefined ? words.failed : fill(words.slowDown, { n: wait }));
      if (!(error instanceof Refusal)) throw error;
    },
  };
}

// Holds the state, takes events, and tells whoever draws it.
import { after, type Happening, type State } from './state.ts';

export interface Store {
  readonly state: State;
  tell(event: Happening): void;
  /** Calls back after every change; returns what ends it. */
  watch(onChange: () => void): () => void;
}

/** A store that begins with this state. */
export function createStore(first: State): Store {
  let state = first;
  const watchers = new Set<() => void>();
  return {
    get state() {
      return state;
    },
    tell(event) {
      const next = after(state, event);
      if (next === state) return;
      state = next;
      for (const watcher of watchers) watcher();
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}

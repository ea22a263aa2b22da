// What a drawing needs, handed down in two parts: what stays the same for the page's life, and the state of now. A drawing
// that does not ask for the state is not drawn anew when it changes.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { App } from '../acts/app.ts';
import type { State } from '../model/state.ts';

export const AppContext = createContext<App | undefined>(undefined);
export const StateContext = createContext<State | undefined>(undefined);

/** The messenger: words, clock, ways to go and to say something. */
export function useApp(): App {
  return given(useContext(AppContext));
}

/** The state now. */
export function useNow(): State {
  return given(useContext(StateContext));
}

/** The state of a store, followed. For the outermost drawing. */
export function useStateOf({ store }: App): State {
  const [state, setState] = useState(store.state);
  useEffect(() => {
    setState(store.state);
    return store.watch(() => setState(store.state));
  }, [store]);
  return state;
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Drawn outside of the messenger.');
  return value;
}

// Where else than in its place a message stands: above the page, in what is being answered or edited, in what is read out.
// What is hidden or deleted leaves all of them at once; what is changed shows the change.
import type { Message } from './facts.ts';
import type { Draft } from './outgoing.ts';
import type { State } from './state.ts';

/** The state without any trace of a message that may no longer be seen. */
export function withoutTraces(state: State, id: number): State {
  const { heard, overlay, drafts, ...rest } = state;
  return {
    ...rest,
    ...(heard === undefined || heard.id === id ? {} : { heard }),
    ...(overlay === undefined || messageOf(overlay)?.id === id ? {} : { overlay }),
    drafts: Object.fromEntries(Object.entries(drafts).map(([slug, draft]) => [slug, forgotten(draft, id)])),
  };
}

/** The state with a message as it is now, wherever it stands above the page: a file of it may have been hidden. */
export function withFreshTraces(state: State, message: Message): State {
  const { overlay } = state;
  if (overlay === undefined || messageOf(overlay)?.id !== message.id) return state;
  return { ...state, overlay: { ...overlay, message } as NonNullable<State['overlay']> };
}

function messageOf(overlay: NonNullable<State['overlay']>): Message | undefined {
  return 'message' in overlay ? overlay.message : undefined;
}

/** Words that were being put into its place by an edit are forgotten with it; an answer keeps its own words. */
function forgotten(draft: Draft, id: number): Draft {
  const { replyTo, editing, ...rest } = draft;
  if (editing?.id === id) return { text: '', uploads: [] };
  return {
    ...rest,
    ...(editing === undefined ? {} : { editing }),
    ...(replyTo === undefined || replyTo.id === id ? {} : { replyTo }),
  };
}

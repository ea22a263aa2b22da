// Where else than in its place a message stands: above the page, in what is being answered or edited, in what is read out.
// What is hidden or deleted leaves all of them at once; what is changed shows the change.
import type { Message } from './facts.ts';
import type { Draft } from './outgoing.ts';
import type { Overlay } from './overlay.ts';

/** The places, as the state has them. */
interface Places {
  readonly heard?: Message;
  readonly overlay?: Overlay;
  readonly drafts: Readonly<Record<string, Draft>>;
}

/** The state without any trace of a message that may no longer be seen. */
export function withoutTraces<S extends Places>(state: S, id: number): S {
  const next: S & { heard?: Message; overlay?: Overlay } = { ...state };
  if (state.heard?.id === id) delete next.heard;
  if (state.overlay !== undefined && messageOf(state.overlay)?.id === id) delete next.overlay;
  const drafts = Object.entries(state.drafts).map(([slug, draft]) => [slug, forgotten(draft, id)]);
  return { ...next, drafts: Object.fromEntries(drafts) };
}

/** The state with a message as it is now, wherever it stands above the page: a file of it may have been hidden. */
export function withFreshTraces<S extends Places>(state: S, message: Message): S {
  const { overlay } = state;
  if (overlay === undefined || messageOf(overlay)?.id !== message.id) return state;
  return { ...state, overlay: { ...overlay, message } as Overlay };
}

function messageOf(overlay: Overlay): Message | undefined {
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

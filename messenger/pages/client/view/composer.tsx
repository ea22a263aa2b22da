// Where one writes: a field that grows, files by button, paste or drop, what is answered or edited above it.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { addFiles, removeFile, sendableFiles, sendDraft } from '../acts/sending.ts';
import { fill } from '../../words.ts';
import { EMPTY_DRAFT, type Draft, isSendable, KINDS, MAX_TEXT, type Upload } from '../model/outgoing.ts';
import { Icon } from './icons.tsx';
import { IconButton } from './parts.tsx';
import { Preview, UploadProgress } from './pending-list.tsx';
import { useApp, useNow } from './use-app.ts';

/** With a mouse or a touchpad Enter sends; on a phone it makes a new line. */
const hasMouse = matchMedia('(hover: hover) and (pointer: fine)').matches;

export function Composer({ slug }: { readonly slug: string }) {
  const app = useApp();
  const { words, store } = app;
  const draft = useNow().drafts[slug] ?? EMPTY_DRAFT;
  const { text, uploads, replyTo, editing } = draft;
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowing(field, text);
  useFocusOn(field, slug, replyTo?.id ?? editing?.id);
  const write = (written: string) => store.tell({ kind: 'draft', slug, draft: { text: written } });
  const send = () => {
    field.current?.focus();
    void sendDraft(app, slug);
  };
  const stop = () => store.tell({ kind: 'new-draft', slug, draft: EMPTY_DRAFT });
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Context draft={draft} slug={slug} onStop={stop} />
      {uploads.length > 0 && <Tray slug={slug} uploads={uploads} />}
      <div class="composer-line">
        {editing === undefined && <AttachButton slug={slug} />}
        <textarea
          ref={field}
          rows={1}
          value={text}
          maxLength={MAX_TEXT}
          aria-label={words.write}
          placeholder={words.write}
          enterkeyhint={hasMouse ? 'send' : 'enter'}
          onInput={(event) => write(event.currentTarget.value)}
          onPaste={(event) => {
            const files = sendableFiles(event.clipboardData?.files ?? []);
            if (files.length === 0 || editing !== undefined) return;
            event.preventDefault();
            addFiles(app, slug, files);
          }}
          onKeyDown={(event) => {
            // While a syllable is being composed, Enter belongs to the input method.
            if (event.key === 'Escape' && (replyTo ?? editing) !== undefined) stop();
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !hasMouse) return;
            event.preventDefault();
            send();
          }}
        />
        <IconButton
          icon="send"
          label={editing === undefined ? words.send : words.save}
          class="send"
          type="submit"
          disabled={!isSendable(draft) && editing === undefined}
        />
      </div>
    </form>
  );
}

interface ContextParts {
  readonly draft: Draft;
  readonly slug: string;
  onStop(): void;
}

/** What is being answered or edited. */
function Context({ draft: { replyTo, editing }, slug, onStop }: ContextParts) {
  const { words, store } = useApp();
  const message = editing ?? replyTo;
  if (message === undefined) return null;
  const title =
    editing === undefined ? fill(words.replyTo, { name: message.author?.name ?? '' }) : words.editing;
  const stop = () => {
    if (editing !== undefined) onStop();
    else store.tell({ kind: 'draft-without-reply', slug });
  };
  return (
    <div class="composer-context">
      <p>
        <span class="quote-name">{title}</span>
        <span class="quote-text">{message.text ?? words.pictureSent}</span>
      </p>
      <IconButton icon="close" label={words.cancel} onPress={stop} />
    </div>
  );
}

function AttachButton({ slug }: { readonly slug: string }) {
  const app = useApp();
  const { words } = app;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="picture" label={words.attach} onPress={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        accept={KINDS.join(',')}
        multiple
        hidden
        onChange={(event) => {
          addFiles(app, slug, [...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

function Tray({ slug, uploads }: { readonly slug: string; readonly uploads: readonly Upload[] }) {
  const app = useApp();
  const { words } = app;
  return (
    <ul class="tray">
      {uploads.map((upload) => (
        <li key={upload.key} class={upload.state}>
          <Preview upload={upload} />
          <UploadProgress upload={upload} />
          {upload.state === 'failed' && <span class="tray-failed">{words.failed}</span>}
          <button
            type="button"
            class="tray-remove"
            aria-label={fill(words.takeAway, { name: upload.name })}
            onClick={() => removeFile(app, slug, upload)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** As high as its words, up to what the style allows. */
function useGrowing(field: { readonly current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [field, text]);
}

/** On a desk one writes at once; on a phone a keyboard opens only when asked for, or to answer and edit. */
function useFocusOn(
  field: { readonly current: HTMLTextAreaElement | null },
  slug: string,
  context: number | undefined,
): void {
  useEffect(() => {
    if (hasMouse && !location.pathname.includes('/m/')) field.current?.focus({ preventScroll: true });
  }, [field, slug]);
  useEffect(() => {
    if (context !== undefined) field.current?.focus({ preventScroll: true });
  }, [field, context]);
}

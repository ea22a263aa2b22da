// One message in its group: what it answers, its words, its files, when it was written, and a button for what can be done with it.
import { useState } from 'preact/hooks';
import { fill } from '../../words.ts';
import type { Message } from '../model/facts.ts';
import { textParts } from '../model/text-parts.ts';
import { Icon } from './icons.tsx';
import { MediaGrid } from './media-grid.tsx';
import { useApp } from './use-app.ts';
import { goToMessage } from '../acts/rooms.ts';

interface ItemParts {
  readonly message: Message;
  readonly own: boolean;
  /** Whether the time stands beside it: the last of a minute. */
  readonly timed: boolean;
  readonly collapsed: boolean;
  /** Whether one may answer it: members only. */
  readonly active: boolean;
}

export function MessageItem({ message, own, timed, collapsed, active }: ItemParts) {
  const { words, clock } = useApp();
  const [asked, setAsked] = useState(false);
  const at = clock.time(message.sentAt);
  return (
    <li class={`message${message.hidden ? ' is-hidden' : ''}`} id={`m${message.id}`} tabIndex={-1}>
      <div class="message-body">
        {message.hidden && <p class="hidden-message">{words.hiddenMessage}</p>}
        {!message.hidden && collapsed && !asked && <Collapsed onShow={() => setAsked(true)} />}
        {!message.hidden && (!collapsed || asked) && <Content message={message} own={own} />}
      </div>
      <p class="message-side">
        {message.editedAt !== undefined && <span class="edited">{words.edited}</span>}
        <time
          dateTime={message.sentAt}
          title={clock.full(message.sentAt)}
          class={timed ? undefined : 'unseen'}
        >
          {at}
        </time>
        {active && !message.hidden && <ActionsButton message={message} />}
      </p>
    </li>
  );
}

function Content({ message, own }: { readonly message: Message; readonly own: boolean }) {
  const { words, open } = useApp();
  const { text, replyTo, forwarded } = message;
  if (message.unread !== undefined) {
    const why = message.unread === 'no-key' ? words.noKeyMessage : words.brokenMessage;
    return <p class="hidden-message">{why}</p>;
  }
  const hasBubble = text !== undefined || replyTo !== undefined || forwarded === true;
  return (
    <>
      {hasBubble && (
        <div
          class={`bubble${own ? ' own' : ''}`}
          onContextMenu={(event) => {
            // A long press on a phone; a mouse keeps the browser's own menu.
            if (!('pointerType' in event) || event.pointerType !== 'touch') return;
            event.preventDefault();
            open({ kind: 'actions', message });
          }}
        >
          {forwarded === true && (
            <p class="forwarded">
              <Icon name="forward" /> {words.forwarded}
            </p>
          )}
          {replyTo !== undefined && <Quote replyTo={replyTo} />}
          {text !== undefined && <Text text={text} />}
        </div>
      )}
      <MediaGrid message={message} />
    </>
  );
}

function Text({ text }: { readonly text: string }) {
  return (
    <p class="text">
      {textParts(text).map((part, index) =>
        part.kind === 'words' ? (
          part.text
        ) : (
          <a key={index} href={part.text} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}

function Quote({ replyTo }: { readonly replyTo: NonNullable<Message['replyTo']> }) {
  const app = useApp();
  const { words } = app;
  if (replyTo.hidden) return <p class="quote">{words.hiddenOriginal}</p>;
  return (
    <button
      type="button"
      class="quote"
      onClick={() => void goToMessage(app, replyTo.id).catch(app.sayFailed)}
    >
      <span class="unseen">{words.goToOriginal}: </span>
      <span class="quote-name">{fill(words.replyTo, { name: replyTo.author?.name ?? '' })}</span>
      <span class="quote-text">{replyTo.text ?? words.pictureSent}</span>
    </button>
  );
}

function Collapsed({ onShow }: { onShow(): void }) {
  const { words } = useApp();
  return (
    <p class="hidden-message">
      {words.blockedMessage}{' '}
      <button type="button" class="button plain" onClick={onShow}>
        {words.showAnyway}
      </button>
    </p>
  );
}

function ActionsButton({ message }: { readonly message: Message }) {
  const { words, open } = useApp();
  return (
    <button
      type="button"
      class="actions-button"
      aria-label={words.actions}
      title={words.actions}
      aria-haspopup="dialog"
      data-actions
      tabIndex={-1}
      onClick={() => open({ kind: 'actions', message })}
    >
      <Icon name="more" />
    </button>
  );
}

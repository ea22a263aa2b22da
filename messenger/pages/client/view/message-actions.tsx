// What can be done with a message. Each line is an entry: a word, an icon, for whom it stands there, and what it does.
import { fill, type Words } from '../../words.ts';
import type { App } from '../acts/app.ts';
import type { Message } from '../model/facts.ts';
import { editDraft } from '../model/outgoing.ts';
import { reportedMessage } from '../model/reported.ts';
import { Dialog } from './dialog.tsx';
import { Icon, type IconName } from './icons.tsx';
import { useApp, useNow } from './use-app.ts';

interface Entry {
  readonly icon: IconName;
  readonly word: keyof Words;
  isFor(message: Message, own: boolean): boolean;
  /** Whether it opens something above the page in the menu's place; else the menu is closed first. */
  readonly opens?: true;
  act(app: App, message: Message): void;
}

const ENTRIES: readonly Entry[] = [
  {
    icon: 'reply',
    word: 'reply',
    isFor: () => true,
    act: ({ store }, message) => {
      store.tell({ kind: 'draft', slug: message.room, draft: { replyTo: message } });
    },
  },
  {
    icon: 'copy',
    word: 'copyText',
    isFor: ({ text }) => text !== undefined,
    act: (app, { text = '' }) => {
      navigator.clipboard.writeText(text).then(() => app.say(app.words.copied), app.sayFailed);
    },
  },
  {
    icon: 'forward',
    word: 'forward',
    opens: true,
    isFor: () => true,
    act: (app, message) => app.open({ kind: 'forward', message }),
  },
  {
    icon: 'edit',
    word: 'edit',
    isFor: ({ forwarded }, own) => own && forwarded !== true,
    act: ({ store }, message) => {
      store.tell({ kind: 'new-draft', slug: message.room, draft: editDraft(message) });
    },
  },
  {
    icon: 'report',
    word: 'report',
    opens: true,
    isFor: (_message, own) => !own,
    act: (app, message) => app.open({ kind: 'report', about: reportedMessage(message) }),
  },
  {
    icon: 'remove',
    word: 'remove',
    opens: true,
    isFor: (_message, own) => own,
    act: (app, message) => app.open({ kind: 'delete', message }),
  },
];

export function MessageActions({ message }: { readonly message: Message }) {
  const app = useApp();
  const { words } = app;
  const own = useNow().me.id === message.author?.id;
  const excerpt = fill(words.saidBy, {
    name: message.author?.name ?? '',
    text: message.text ?? words.pictureSent,
  });
  return (
    <Dialog title={words.actions} look="menu" onClose={app.close}>
      <p class="excerpt">{excerpt}</p>
      <ul class="rows">
        {ENTRIES.filter((entry) => entry.isFor(message, own)).map((entry) => (
          <li key={entry.word}>
            <button
              type="button"
              class="row action"
              onClick={() => {
                if (entry.opens !== true) app.close();
                entry.act(app, message);
              }}
            >
              <Icon name={entry.icon} /> {words[entry.word]}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

// Notices of the platform to this member: the list, one of them with its reasons, and the appeal.
import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../words.ts';
import { loadWaiting } from '../acts/waiting.ts';
import { type Notice, sentencesOf, titleOf } from '../model/notice.ts';
import { ask, Refusal } from '../net/api.ts';
import { Link } from './parts.tsx';
import { Sheet } from './sheet.tsx';
import { useApp, useNow } from './use-app.ts';

const PAGE = 30;

export function NoticesPage() {
  const { words } = useApp();
  return (
    <Sheet title={words.notices} back="/notifications">
      <NoticeList />
    </Sheet>
  );
}

/** The notices, newest first. */
export function NoticeList() {
  const app = useApp();
  const { words, clock } = app;
  const [known, setKnown] = useState<readonly Notice[]>();
  const [more, setMore] = useState(false);
  const waiting = useNow().waiting?.notices;
  const read = async (before?: number) => {
    const query = before === undefined ? '' : `&before=${before}`;
    const { notices } = await ask<{ notices: readonly Notice[] }>(
      'GET',
      `/api/notices?limit=${PAGE}${query}`,
    );
    setKnown((earlier = []) => (before === undefined ? notices : [...earlier, ...notices]));
    setMore(notices.length === PAGE);
  };
  useEffect(() => {
    read().catch(app.sayFailed);
    // One that comes while the list is open is in it.
  }, [app, waiting]);
  const last = known?.at(-1)?.seq;
  return (
    <section aria-busy={known === undefined}>
      {known?.length === 0 && <p>{words.noNotices}</p>}
      <ul class="rows">
        {known?.map((notice) => (
          <li key={notice.id}>
            <Link to={`/notices/${notice.id}`} class="row">
              <span class="row-text">
                <span class="row-title">{titleOf(notice, words)}</span>
                <span class="row-detail">
                  <time dateTime={notice.at}>{clock.full(notice.at)}</time>
                </span>
              </span>
              {!notice.read && <span class="count">{words.isNew}</span>}
            </Link>
          </li>
        ))}
      </ul>
      {more && (
        <button type="button" class="button" onClick={() => void read(last).catch(app.sayFailed)}>
          {words.moreOfThem}
        </button>
      )}
    </section>
  );
}

export function NoticePage({ id }: { readonly id: string }) {
  const app = useApp();
  const { words } = app;
  const [notice, setNotice] = useState<Notice | 'absent'>();
  useEffect(() => {
    readNotice(id).then(
      (found) => {
        setNotice(found);
        if (!app.store.state.me.suspended) loadWaiting(app).catch(() => undefined);
      },
      (error: unknown) => {
        if (error instanceof Refusal && error.status === 404) setNotice('absent');
        else app.sayFailed(error);
      },
    );
  }, [app, id]);
  if (notice === undefined || notice === 'absent') {
    return (
      <Sheet title={words.notices} back="/notices">
        <p>{notice === undefined ? words.loading : words.noticeAbsent}</p>
      </Sheet>
    );
  }
  return (
    <Sheet title={titleOf(notice, words)} back="/notices">
      <Statement notice={notice} />
      <Appeal notice={notice} onMade={setNotice} />
    </Sheet>
  );
}

async function readNotice(id: string): Promise<Notice> {
  const notice = await ask<Notice>('GET', `/api/notices/${encodeURIComponent(id)}`);
  if (!notice.read) await ask('POST', `/api/notices/${encodeURIComponent(id)}/read`);
  return notice;
}

function Statement({ notice }: { readonly notice: Notice }) {
  const { words, clock } = useApp();
  return (
    <section class="statement">
      {sentencesOf(notice, words, clock.full).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p class="hint">
        <time dateTime={notice.at}>{clock.full(notice.at)}</time>
      </p>
    </section>
  );
}

interface AppealParts {
  readonly notice: Notice;
  onMade(notice: Notice): void;
}

function Appeal({ notice, onMade }: AppealParts) {
  const app = useApp();
  const { words, clock } = app;
  const [busy, setBusy] = useState(false);
  if (notice.appeal === undefined) return null;
  const { state, until } = notice.appeal;
  const send = async (text: string) => {
    if (text === '') return;
    setBusy(true);
    try {
      onMade(await ask<Notice>('POST', `/api/notices/${notice.id}/appeal`, { words: text }));
      app.say(words.appealMade);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section>
      <h2>{words.appeal}</h2>
      {state === 'made' && <p>{words.appealMade}</p>}
      {state === 'over' && <p>{words.appealOver}</p>}
      {state === 'open' && (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            send(String(new FormData(event.currentTarget).get('words')).trim()).catch(app.sayFailed);
          }}
        >
          <p>{fill(words.appealLead, { at: clock.day(until) })}</p>
          <div class="field">
            <label>
              {words.appealWords}
              <textarea name="words" rows={5} maxLength={4_000} required />
            </label>
          </div>
          <button type="submit" class="button primary" disabled={busy}>
            {words.appealSend}
          </button>
        </form>
      )}
    </section>
  );
}

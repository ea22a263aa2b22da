// The messenger for somebody whose account is suspended: why, until when, and how to disagree. Nothing else is open to them here.
import type { App } from '../acts/app.ts';
import { fill } from '../../words.ts';
import { NoticeList, NoticePage } from './notices-page.tsx';
import { useTitle } from './sheet.tsx';
import { AppContext, StateContext, useApp, useNow, useStateOf } from './use-app.ts';

const NOTICE = /^\/(?:notices|n)\/([A-Za-z0-9_-]{8,64})$/;

export function SuspendedFrame({ app }: { readonly app: App }) {
  const state = useStateOf(app);
  const { place, said } = state;
  const notice = place.page === 'other' ? NOTICE.exec(place.path)?.[1] : undefined;
  return (
    <AppContext.Provider value={app}>
      <StateContext.Provider value={state}>
        <div class="frame at-page alone">
          <main class="column page">
            {notice === undefined ? <Suspended /> : <NoticePage key={notice} id={notice} />}
          </main>
        </div>
        <div class="said" role="status">
          {said !== undefined && <p key={said.at}>{said.text}</p>}
        </div>
      </StateContext.Provider>
    </AppContext.Provider>
  );
}

function Suspended() {
  const { words, clock, language } = useApp();
  const { me } = useNow();
  const other = language === 'ko' ? 'en' : 'ko';
  useTitle(words.suspendedTitle);
  return (
    <>
      <header class="bar">
        <h1>{words.suspendedTitle}</h1>
      </header>
      <div class="sheet">
        <p>
          {me.until === undefined
            ? words.suspendedOpen
            : fill(words.suspendedUntil, { at: clock.full(me.until) })}
        </p>
        <p>{words.suspendedLead}</p>
        <section>
          <h2>{words.notices}</h2>
          <NoticeList />
        </section>
        <div class="buttons">
          <a class="button" href="/report">
            {words.report}
          </a>
          <a class="button" href={`/?lang=${other}`} lang={other} hrefLang={other}>
            {words.otherLanguage}
          </a>
        </div>
        <form method="post" action="/sign-out">
          <button type="submit" class="button">
            {words.signOut}
          </button>
        </form>
      </div>
    </>
  );
}

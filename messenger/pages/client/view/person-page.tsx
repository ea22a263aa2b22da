// Somebody else: name, picture, and what one may do about them. And the list of whom one has blocked.
import { useEffect, useState } from 'preact/hooks';
import type { App } from '../acts/app.ts';
import { loadBlocked, loadRooms } from '../acts/rooms.ts';
import type { Person } from '../model/facts.ts';
import { ask, Refusal } from '../net/api.ts';
import { Icon } from './icons.tsx';
import { Avatar, Link } from './parts.tsx';
import { Sheet } from './sheet.tsx';
import { useApp, useNow } from './use-app.ts';

export function PersonPage({ id }: { readonly id: number }) {
  const app = useApp();
  const { words } = app;
  const [person, setPerson] = useState<Person | 'absent'>();
  useEffect(() => {
    ask<Person>('GET', `/api/people/${id}`).then(setPerson, (error: unknown) => {
      if (error instanceof Refusal && error.status === 404) setPerson('absent');
      else app.sayFailed(error);
    });
  }, [id, app]);
  if (person === undefined) return <Sheet title={words.person}>{words.loading}</Sheet>;
  if (person === 'absent') {
    return (
      <Sheet title={words.absentTitle}>
        <p>{words.absentPerson}</p>
      </Sheet>
    );
  }
  return (
    <Sheet title={person.name}>
      <section class="about-head">
        <div class="picker">
          <Avatar name={person.name} blob={person.avatar} />
        </div>
      </section>
      {person.id !== app.store.state.me.id && <Acts person={person} />}
    </Sheet>
  );
}

function Acts({ person }: { readonly person: Person }) {
  const app = useApp();
  const { words } = app;
  const isBlocked = useNow().blocked.has(person.id);
  return (
    <>
      <section>
        <button
          type="button"
          class="button"
          onClick={() => void setBlocked(app, person.id, !isBlocked).catch(app.sayFailed)}
        >
          {isBlocked ? words.unblock : words.block}
        </button>
        <p class="hint">{words.blockHint}</p>
      </section>
      <section>
        <button
          type="button"
          class="button"
          onClick={() =>
            app.open({ kind: 'report', about: { kind: 'person', id: person.id, name: person.name } })
          }
        >
          <Icon name="report" /> {words.reportThis}
        </button>
      </section>
    </>
  );
}

export function BlockedPage() {
  const app = useApp();
  const { words } = app;
  const { blocked } = useNow();
  const [people, setPeople] = useState<readonly Person[]>();
  useEffect(() => {
    ask<{ people: readonly Person[] }>('GET', '/api/blocks').then(
      (found) => setPeople(found.people),
      app.sayFailed,
    );
  }, [app, blocked]);
  return (
    <Sheet title={words.blockedPeople} back="/me">
      <p class="hint">{words.blockHint}</p>
      {people?.length === 0 && <p>{words.nobodyBlocked}</p>}
      <ul class="rows" aria-busy={people === undefined}>
        {people?.map((person) => (
          <li key={person.id} class="row member">
            <Avatar name={person.name} blob={person.avatar} />
            <span class="row-text">
              <Link to={`/people/${person.id}`} class="row-title">
                {person.name}
              </Link>
            </span>
            <span class="row-acts">
              <button
                type="button"
                class="button plain"
                aria-label={`${person.name}: ${words.unblock}`}
                onClick={() => void setBlocked(app, person.id, false).catch(app.sayFailed)}
              >
                {words.unblock}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

async function setBlocked(app: App, id: number, blocked: boolean): Promise<void> {
  await ask(blocked ? 'PUT' : 'DELETE', `/api/blocks/${id}`);
  await Promise.all([loadBlocked(app), loadRooms(app)]);
  app.say(blocked ? app.words.blockedNow : app.words.unblockedNow);
}

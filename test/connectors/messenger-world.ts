// The built-in messenger as a world for connector tests: real server, real database, stories told over HTTP.
import { messengerConnector } from '../../src/adapters/connectors/messenger/connector.ts';
import type { Locator } from '../../src/domain/content/locator.ts';
import type { Connector } from '../../src/ports/connector.ts';
import type { Staged, World } from '../conformance/world.ts';
import {
  ADMIN_TOKEN,
  type Answer,
  pngOf,
  type UnderTest,
  useMessenger,
} from '../messenger/messenger-under-test.ts';
import { type Books, booksOf } from './messenger-books.ts';

const ORIGIN = 'https://chat.example';

interface ConnectorChange {
  readonly api?: string;
  readonly adminToken?: string;
  readonly memberToken?: string;
}

export interface MessengerWorld extends World {
  readonly yeoul: UnderTest;
  readonly books: Books;
  /** The connector with some other secrets, or through another address. */
  connectorWith(change: ConnectorChange): Connector;
  /** Three places in rooms of that kind; `outsider` leaves the desk's account out of them. */
  stageIn(visibility: 'public' | 'invite', outsider?: 'outsider'): Promise<Staged>;
}

export const linkTo = (path: string): Locator => ({ platform: 'messenger', link: `${ORIGIN}${path}` });

/** The bytes of a picture for each name. */
type Draws = (name: string) => Buffer | Promise<Buffer>;

/**
 * Call at the top of a test file: starts a messenger, and stops it after the file.
 * @param draws left out: bytes that only begin like a picture, of which nobody can make a small one
 */
export function messengerWorld(
  draws: Draws = pngOf,
  options: Parameters<typeof useMessenger>[0] = {},
): MessengerWorld {
  const yeoul = useMessenger(options);
  let checker: Promise<string> | undefined;
  let member = '';
  const deskAccount = async (): Promise<string> => {
    member = await (checker ??= yeoul.person('checker'));
    return member;
  };
  const connectorWith = (change: ConnectorChange): Connector =>
    messengerConnector({ api: yeoul.url, adminToken: ADMIN_TOKEN, memberToken: member, ...change });
  const stageIn: MessengerWorld['stageIn'] = async (visibility, outsider) =>
    tellStory(yeoul, draws, visibility, outsider === undefined ? await deskAccount() : undefined);
  const books = booksOf(yeoul);
  return {
    yeoul,
    books,
    connectorWith,
    stageIn,
    connector: () => connectorWith({}),
    stage: () => stageIn('public'),
    links: () => linksOf(yeoul),
    effects: ledgerOf(books),
    async misbehave(how) {
      await expectStatus(200, yeoul.admin('PUT', '/admin/v1/faults', how));
    },
    async shown(place) {
      const [id = '', blob = ''] = place.split(' ');
      const { json } = await yeoul.admin('GET', `/admin/v1/messages/${id}`);
      const slug = (json as unknown as { room: { slug: string } }).room.slug;
      const looks = await Promise.all([
        yeoul.ask('GET', `/r/${slug}/m/${id}`),
        yeoul.ask('GET', `/media/${blob}`),
        yeoul.ask('GET', `/api/rooms/${slug}/messages/${id}`),
      ]);
      return looks.some(({ status }) => status === 200);
    },
    async deleteByOwner(place) {
      const [id = '', blob = ''] = place.split(' ');
      await expectStatus(202, yeoul.order('DELETE', `/admin/v1/media/${blob}`));
      await expectStatus(202, yeoul.order('DELETE', `/admin/v1/messages/${id}`));
    },
  };
}

/** Waits for an answer and insists on its status. */
export async function expectStatus(status: number, pending: Promise<Answer>): Promise<Answer> {
  const answer = await pending;
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.body}`);
  return answer;
}

/** A picture posted in a first room, forwarded to a second and uploaded again there, with chat and another picture around it. */
async function tellStory(
  yeoul: UnderTest,
  draws: Draws,
  visibility: 'public' | 'invite',
  checker?: string,
): Promise<Staged> {
  const author = await yeoul.person();
  const rooms = [await yeoul.room(author, visibility), await yeoul.room(author, visibility)] as const;
  if (checker !== undefined) for (const room of rooms) await join(yeoul, author, checker, room, visibility);
  const [first, second] = rooms;
  const picture = await draws(`story of ${first}`);
  const [blob, again] = [await yeoul.upload(author, picture), await yeoul.upload(author, picture)];
  const other = await yeoul.upload(author, await draws(`another in ${first}`));
  const neighbour = await yeoul.send(author, first, 'hello', [other]);
  const original = await yeoul.send(author, first, 'look', [blob]);
  const forward = await yeoul.ask('POST', `/api/rooms/${first}/messages/${original}/forward`, {
    token: author,
    body: { to: second },
  });
  const reupload = await yeoul.send(author, second, undefined, [again]);
  return {
    locator: linkTo(`/r/${first}/m/${original}`),
    places: [`${original} ${blob}`, `${forward.json.id} ${blob}`, `${reupload} ${again}`],
    neighbours: [`${neighbour} ${other}`],
  };
}

async function join(
  yeoul: UnderTest,
  author: string,
  who: string,
  room: string,
  visibility: string,
): Promise<void> {
  if (visibility === 'public') {
    await expectStatus(200, yeoul.ask('POST', `/api/rooms/${room}/join`, { token: who }));
    return;
  }
  const invite = await expectStatus(201, yeoul.ask('POST', `/api/rooms/${room}/invites`, { token: author }));
  await expectStatus(200, yeoul.ask('POST', `/api/invites/${invite.json.token}/join`, { token: who }));
}

async function linksOf(yeoul: UnderTest) {
  const author = await yeoul.person();
  const [room, other] = [await yeoul.room(author), await yeoul.room(author)];
  const id = await yeoul.send(author, room, 'hello');
  return {
    room: linkTo(`/r/${room}`),
    unknown: linkTo(`/r/${room}/m/999999999`),
    elsewhere: linkTo(`/r/${other}/m/${id}`),
  };
}

/** The messenger's own book of effects, past its API. */
function ledgerOf(books: Books): World['effects'] {
  return async (key) => {
    const rows = await books<{ line: string }>(
      `select what || ' ' || target_kind || ' ' || target as line from ledger where starts_with(key, $1 || '/') order by seq`,
      [key],
    );
    return rows.map(({ line }) => line);
  };
}

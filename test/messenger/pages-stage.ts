// A small lively messenger for looking at: a few people, rooms, a conversation with pictures, a reply, an edit, something hidden.
// Filled over HTTP like any other. Everything is invented; the pictures are generated and show nobody.
import sharp from 'sharp';
import { sceneNamed } from '../../messenger/seeding/scene/scene.ts';
import type { Language } from './pages-chromium.ts';

export interface Stage {
  /** Session of the person who looks. */
  readonly token: string;
  /** Slug of the room with the conversation, and of a public one the looker is not in. */
  readonly room: string;
  readonly strange: string;
  /** A message with an album. */
  readonly album: number;
  readonly invitation: string;
}

interface Script {
  readonly looker: string;
  readonly others: readonly [string, string, string];
  readonly room: readonly [string, string];
  readonly rooms: readonly string[];
  readonly strange: readonly [string, string];
  readonly lines: readonly string[];
  readonly lastWords: readonly string[];
}

const SCRIPTS: Readonly<Record<Language, Script>> = {
  ko: {
    looker: '잔잔한 수달',
    others: ['씩씩한 두루미', '느긋한 거북', '새벽 고양이'],
    room: ['물결중 밴드부', '화·목 방과 후, 별관 2층 음악실'],
    rooms: ['2학년 3반', '독서 모임 느린책', '학원 같이 가는 사람', '천문 동아리 밤하늘', '우리 가족'],
    strange: ['물결중 사진 산책', '한 달에 한 번 같이 걷고 찍어요'],
    lines: [
      '내일 합주 네 시 맞지?',
      '응 네 시! 음악실 비어 있대',
      '나 조금 늦을 수도… 학원이 세 시 반에 끝나',
      '괜찮아 우리 먼저 조율하고 있을게',
      '지난주 산책 때 찍은 거 올린다',
      '와 빛 예쁘다',
      '두 번째 거 가을 발표회 포스터에 크게 써도 돼?',
      '당연하지 ㅎㅎ',
      '포스터 초안은 https://poster.example/draft 여기에 있어',
    ],
    lastWords: ['체육복 챙겨', '다음 책 정했어?', '내일도 같이 가자', '목요일에 맑대', '저녁 뭐 먹을까'],
  },
  en: {
    looker: 'Quiet Otter',
    others: ['Brave Crane', 'Slow Turtle', 'Dawn Cat'],
    room: ['Riverside school band', 'Tue and Thu after school, music room'],
    rooms: ['Class 2-3', 'Slow Books reading circle', 'Walking to lessons', 'Night sky club', 'Family'],
    strange: ['Photo walks', 'Once a month we walk and take pictures'],
    lines: [
      'Practice is at four tomorrow, right?',
      'Yes, four! The music room is free',
      'I may be a little late, my lesson ends at half past three',
      'No worries, we will tune up first',
      'Here are the ones from last week’s walk',
      'Oh, the light!',
      'Can we use the second one for the poster?',
      'Of course :)',
      'A first poster is at https://poster.example/draft',
    ],
    lastWords: [
      'Bring your gym clothes',
      'Picked the next book?',
      'Same time tomorrow',
      'Clear sky on Thursday',
      'What about dinner?',
    ],
  },
};

type Ask = <T>(method: string, path: string, token?: string, body?: object | Buffer) => Promise<T>;

/** Fills an empty messenger. `adminToken` hides one message, as the platform would. */
export async function setStage(url: string, adminToken: string, language: Language): Promise<Stage> {
  const script = SCRIPTS[language];
  const ask = asker(url);
  const join = async (name: string) =>
    (
      await ask<{ token: string }>('POST', '/api/accounts', undefined, {
        name,
        passphrase: 'four calm words here',
      })
    ).token;
  const token = await join(script.looker);
  const others: string[] = [];
  for (const name of script.others) others.push(await join(name));
  await faces(ask, [token, ...others], language);
  const room = await makeRoom(ask, others[0] ?? '', `band-${language}`, script.room, 'invite');
  const { token: invitation } = await ask<{ token: string }>(
    'POST',
    `/api/rooms/${room}/invites`,
    others[0],
    {},
  );
  for (const one of [token, ...others.slice(1)])
    await ask('POST', `/api/invites/${invitation}/join`, one, {});
  await otherRooms(ask, token, others, script, language);
  const strange = await makeRoom(ask, others[1] ?? '', `walks-${language}`, script.strange, 'public');
  const album = await converse({ ask, url, token, others, room, script, adminToken });
  return { token, room, strange, album, invitation };
}

function asker(url: string): Ask {
  return async <T>(method: string, path: string, token?: string, body?: object | Buffer) => {
    const bytes = Buffer.isBuffer(body);
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': bytes ? 'image/jpeg' : 'application/json' }),
        'idempotency-key': `stage ${path}`,
      },
      ...(body === undefined ? {} : { body: bytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as T;
  };
}

async function faces(ask: Ask, tokens: readonly string[], language: Language): Promise<void> {
  for (const [index, token] of tokens.entries()) {
    if (index === 2) continue; // one of them has no picture
    const blob = await upload(ask, token, `face ${language} ${index}`, [160, 160]);
    await ask('PUT', '/api/me/avatar', token, { blob });
  }
}

async function makeRoom(
  ask: Ask,
  by: string,
  slug: string,
  [title, description]: readonly [string, string],
  visibility: 'public' | 'invite',
): Promise<string> {
  await ask('POST', '/api/rooms', by, { slug, title, description, visibility });
  const blob = await upload(ask, by, `room ${slug}`, [160, 160]);
  await ask('PUT', `/api/rooms/${slug}/picture`, by, { blob });
  return slug;
}

async function otherRooms(
  ask: Ask,
  token: string,
  others: readonly string[],
  { rooms, lastWords }: Script,
  language: Language,
): Promise<void> {
  for (const [index, title] of rooms.entries()) {
    const by = others[index % others.length] ?? '';
    const slug = `more-${language}-${index}`;
    await ask('POST', '/api/rooms', by, { slug, title, visibility: 'public' });
    await ask('POST', `/api/rooms/${slug}/join`, token, {});
    for (let said = 0; said < (index * 2) % 5; said += 1) {
      await ask('POST', `/api/rooms/${slug}/messages`, by, { text: lastWords[index] ?? '' });
    }
  }
}

interface Scenery {
  readonly ask: Ask;
  readonly url: string;
  readonly token: string;
  readonly others: readonly string[];
  readonly room: string;
  readonly script: Script;
  readonly adminToken: string;
}

async function converse({ ask, token, others, room, script, adminToken }: Scenery): Promise<number> {
  const [crane = '', turtle = '', cat = ''] = others;
  const [first, second, late, fine, here, light, poster, sure, draft] = script.lines;
  const say = async (by: string, body: object) =>
    (await ask<{ id: number }>('POST', `/api/rooms/${room}/messages`, by, body)).id;
  const asked = await say(cat, { text: first });
  await say(crane, { text: second, replyTo: asked });
  await say(turtle, { text: late });
  await say(token, { text: fine });
  const gone = await say(turtle, { text: '...' });
  await ask('POST', `/admin/v1/messages/${gone}/hide`, adminToken, { reason: 'terms' });
  const sizes = [
    [480, 360],
    [360, 480],
    [400, 400],
    [480, 270],
    [270, 480],
  ] as const;
  const media: string[] = [];
  for (const [index, size] of sizes.entries()) media.push(await upload(ask, crane, `walk ${index}`, size));
  const album = await say(crane, { text: here, media });
  await say(cat, { text: light });
  const wish = await say(cat, { text: poster, replyTo: album });
  await say(crane, { text: sure, replyTo: wish });
  const single = await upload(ask, token, 'poster', [360, 480]);
  await say(token, { media: [single] });
  const last = await say(token, { text: draft });
  await ask('PATCH', `/api/rooms/${room}/messages/${last}`, token, { text: draft });
  return album;
}

async function upload(
  ask: Ask,
  token: string,
  name: string,
  size: readonly [number, number],
): Promise<string> {
  const { rgb, width, height } = sceneNamed(name, size);
  const bytes = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .blur(1.6)
    .jpeg({ quality: 85 })
    .toBuffer();
  return (await ask<{ blob: string }>('POST', '/api/media', token, bytes)).blob;
}

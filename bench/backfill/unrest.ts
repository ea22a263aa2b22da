// People go on while the history is read: they post, forward, edit and delete, and the truth is told of each. It can be held still, so that
// truth and index are looked at in the same moment.
import { setTimeout as delay } from 'node:timers/promises';
import { pictureNamed } from '../../messenger/seeding/pictures.ts';
import { type Random, randomFrom } from '../../messenger/seeding/random.ts';
import type { Truth } from '../../messenger/seeding/school/truth.ts';
import type { Checker, Sent } from './checker.ts';
import type { Known } from './truth.ts';

export interface Unrest {
  /** Acts so far. */
  count(): number;
  /** Runs `look` while nobody does anything. */
  whileStill<T>(look: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

const PAUSE_MS = 100;

interface Scene {
  readonly checker: Checker;
  readonly known: Known;
  readonly random: Random;
  readonly rooms: readonly string[];
  /** Messages of the seed with one picture each. */
  readonly sources: readonly { readonly sent: Sent; readonly blob: string }[];
  /** What was posted here and still stands. */
  readonly own: { readonly sent: Sent; blob: string; readonly forwarded: boolean }[];
}

export function startUnrest(checker: Checker, { items }: Truth, known: Known, seed: string): Unrest {
  const sources = items.flatMap(({ kind, copies: [original] }) =>
    kind === 'picture' && original?.place.kind === 'message'
      ? [{ sent: { id: original.place.message, room: original.place.slug }, blob: original.blob }]
      : [],
  );
  const rooms = [...new Set(sources.map(({ sent }) => sent.room))];
  const scene: Scene = { checker, known, sources, rooms, own: [], random: randomFrom(`unrest ${seed}`) };
  let [count, stopped] = [0, false];
  let still = Promise.resolve();
  let act = Promise.resolve();
  const running = (async () => {
    while (!stopped) {
      await still;
      act = actOnce(scene, `${seed} ${count}`);
      await act;
      count += 1;
      await delay(PAUSE_MS);
    }
  })();
  running.catch(() => undefined);
  return {
    count: () => count,
    async whileStill(look) {
      const held = Promise.withResolvers<void>();
      still = held.promise;
      try {
        await act;
        return await look();
      } finally {
        held.resolve();
      }
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

async function actOnce(scene: Scene, name: string): Promise<void> {
  const chosen = scene.random.whole(4);
  if (chosen === 0) return post(scene, name);
  if (chosen === 1) return forward(scene);
  const own = scene.own.length === 0 ? undefined : scene.random.pick(scene.own);
  if (own === undefined) return post(scene, name);
  return chosen === 2 && !own.forwarded ? edit(scene, own, name) : remove(scene, own);
}

async function uploaded({ checker, known }: Scene, name: string): Promise<string> {
  const { blob, sha256 } = await checker.upload('image/png', pictureNamed(`unrest ${name}`));
  known.files.set(blob, sha256);
  return blob;
}

async function post(scene: Scene, name: string): Promise<void> {
  const blob = await uploaded(scene, name);
  const sent = await scene.checker.send(scene.random.pick(scene.rooms), { media: [blob] });
  stands(scene, sent, blob, false);
}

async function forward(scene: Scene): Promise<void> {
  const { sent, blob } = scene.random.pick(scene.sources);
  stands(scene, await scene.checker.forward(sent, scene.random.pick(scene.rooms)), blob, true);
}

async function edit(scene: Scene, own: Scene['own'][number], name: string): Promise<void> {
  const blob = await uploaded(scene, name);
  await scene.checker.edit(own.sent, [blob]);
  leaves(scene, own);
  own.blob = blob;
  scene.known.open.add(placeOf(own));
}

async function remove(scene: Scene, own: Scene['own'][number]): Promise<void> {
  await scene.checker.remove(own.sent);
  leaves(scene, own);
  scene.own.splice(scene.own.indexOf(own), 1);
}

function stands(scene: Scene, sent: Sent, blob: string, forwarded: boolean): void {
  const own = { sent, blob, forwarded };
  scene.own.push(own);
  scene.known.open.add(placeOf(own));
}

function leaves({ known }: Scene, own: Scene['own'][number]): void {
  known.open.delete(placeOf(own));
  known.gone.add(placeOf(own));
}

const placeOf = ({ sent, blob }: { readonly sent: Sent; readonly blob: string }): string =>
  `m/${sent.id} 0 ${blob}`;

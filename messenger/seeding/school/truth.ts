// The truth about a seeded school messenger, written beside it: every item with all its copies, what was done to each, and
// where each stands; and every file nobody reported. A search is scored against it. Pure; the same plan gives the same text.
import type { MediaFacts } from '../../facts.ts';
import { personOf, roomFacts } from './rows.ts';
import type { SchoolPlan } from './plan.ts';
import { type Alteration, AMOUNTS } from './sizes.ts';

export type Place =
  | {
      readonly kind: 'message';
      readonly message: number;
      readonly room: number;
      readonly slug: string;
      /** Among the files of the message, from 0. */
      readonly position: number;
    }
  | { readonly kind: 'avatar'; readonly account: number }
  | { readonly kind: 'room-picture'; readonly room: number; readonly slug: string };

export interface TruthCopy {
  /** `forward`: a message that shows a blob again. `reupload`: another blob of equal bytes. */
  readonly how: 'original' | 'forward' | 'reupload' | 'altered';
  /** Present wherever the bytes are altered ones, in a forward too. */
  readonly alteration?: Alteration;
  readonly amount?: number;
  readonly blob: string;
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
  readonly place: Place;
}

export interface Truth {
  readonly seed: string;
  readonly rooms: number;
  /** The account `checker` included. */
  readonly accounts: number;
  readonly messages: number;
  readonly clips: 'made by ffmpeg' | 'committed ones, none altered: ffmpeg was not found';
  /** What the amount of each alteration counts. */
  readonly amounts: Readonly<Record<string, string>>;
  readonly items: readonly {
    readonly item: number;
    readonly kind: 'picture' | 'clip';
    /** The original first, then in the order of time; pictures of people and rooms last. */
    readonly copies: readonly TruthCopy[];
  }[];
  /** Files nobody reported, and every place each stands in. */
  readonly innocent: readonly {
    readonly blob: string;
    readonly sha256: string;
    readonly kind: 'picture' | 'clip';
    readonly places: readonly Place[];
  }[];
}

/** Puts the truth together. `files`: what was made of each file of the plan. */
export function truthOf(plan: SchoolPlan, files: readonly MediaFacts[], withFfmpeg: boolean): Truth {
  const shown = placesOf(plan);
  const items = Map.groupBy(
    plan.files.flatMap(({ item }, number) => (item === undefined ? [] : [{ item, number }])),
    ({ item }) => item,
  );
  return {
    seed: plan.seed,
    rooms: plan.size.rooms,
    accounts: plan.size.members + 1,
    messages: plan.posts.length,
    clips: withFfmpeg ? 'made by ffmpeg' : 'committed ones, none altered: ffmpeg was not found',
    amounts: { ...AMOUNTS },
    items: [...items].map(([item, all]) => ({
      item,
      kind: plan.files[all[0]?.number ?? 0]?.kind ?? 'picture',
      copies: all
        .flatMap(({ number }, at) => copies(plan, files, number, at === 0, shown.get(number) ?? []))
        .toSorted(byTime),
    })),
    innocent: plan.files.flatMap(({ item, kind }, number) => {
      const file = files[number];
      if (item !== undefined || file === undefined) return [];
      return [
        {
          blob: file.blob,
          sha256: file.sha256,
          kind,
          places: (shown.get(number) ?? []).map(({ place }) => place),
        },
      ];
    }),
  };
}

interface Shown {
  readonly place: Place;
  readonly forward: boolean;
}

function placesOf({ posts, avatars, roomPictures }: SchoolPlan): ReadonlyMap<number, readonly Shown[]> {
  const shown = new Map<number, Shown[]>();
  const add = (file: number, one: Shown) => {
    const list = shown.get(file);
    if (list === undefined) shown.set(file, [one]);
    else list.push(one);
  };
  for (const [number, post] of posts.entries()) {
    const { id, slug } = roomFacts(post.room);
    for (const [position, file] of post.files.entries()) {
      const place = { kind: 'message', message: number + 1, room: id, slug, position } as const;
      add(file, { place, forward: post.forwardOf !== undefined });
    }
  }
  for (const [person, file] of avatars) {
    add(file, { place: { kind: 'avatar', account: personOf(person).id }, forward: false });
  }
  for (const [room, file] of roomPictures) {
    const { id, slug } = roomFacts(room);
    add(file, { place: { kind: 'room-picture', room: id, slug }, forward: false });
  }
  return shown;
}

function copies(
  plan: SchoolPlan,
  files: readonly MediaFacts[],
  number: number,
  first: boolean,
  shown: readonly Shown[],
): readonly TruthCopy[] {
  const file = files[number];
  if (file === undefined) return [];
  const { alteration } = plan.files[number] ?? {};
  const { blob, sha256, mime, bytes } = file;
  const itself = alteration === undefined ? (first ? 'original' : 'reupload') : 'altered';
  const change = alteration === undefined ? {} : { alteration: alteration.how, amount: alteration.amount };
  return shown.map(({ place, forward }) => ({
    how: forward ? 'forward' : itself,
    ...change,
    blob,
    sha256,
    mime,
    bytes,
    place,
  }));
}

function byTime(a: TruthCopy, b: TruthCopy): number {
  const order = ({ place }: TruthCopy) =>
    place.kind === 'message' ? place.message : Number.MAX_SAFE_INTEGER;
  return order(a) - order(b);
}

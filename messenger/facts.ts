// The few facts about people, rooms and files that records, feed and answers have in common.

export interface Person {
  readonly id: number;
  readonly name: string;
}

export interface RoomFacts {
  readonly id: number;
  readonly slug: string;
  readonly visibility: 'public' | 'invite';
  /** There only when it is so. */
  readonly encrypted?: true;
}

/** What a file is, apart from where it stands. */
export interface MediaFacts {
  readonly blob: string;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
  /** It waits for the gate's decision. */
  readonly held?: true;
  readonly thumbnail?: ThumbnailFacts;
}

/** The small picture made of a file. It has bytes of its own. */
export interface ThumbnailFacts {
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
}

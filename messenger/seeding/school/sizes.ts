// How large a seeded school messenger is, and what is done to copies in it.

export interface SchoolSize {
  readonly rooms: number;
  /** Accounts besides `checker`. */
  readonly members: number;
  readonly messages: number;
  /** Pictures and clips nobody reported. */
  readonly pictures: number;
  readonly clips: number;
  /** Pictures and clips of which altered copies stand in other rooms. */
  readonly tracedPictures: number;
  readonly tracedClips: number;
}

/** What `--seed school-rooms` makes. */
export const WHOLE_SCHOOL: SchoolSize = {
  rooms: 200,
  members: 3_000,
  messages: 50_000,
  pictures: 2_400,
  clips: 60,
  tracedPictures: 120,
  tracedClips: 20,
};

/** What a copy is beside its original. `forward`: the same blob. `reupload`: another blob of equal bytes. */
export const PICTURE_ALTERATIONS = [
  'recompressed',
  'resized',
  'cropped',
  'mirrored',
  'bordered',
  're-encoded',
] as const;
export const CLIP_ALTERATIONS = ['recompressed', 'resized', 'mirrored', 'shortened', 're-encoded'] as const;

export type Alteration = (typeof PICTURE_ALTERATIONS)[number] | (typeof CLIP_ALTERATIONS)[number];

/** What the amount of each alteration counts. The truth carries it. */
export const AMOUNTS: Readonly<Record<Alteration, string>> = {
  recompressed: 'JPEG quality (1 to 100) of a picture, x264 constant rate factor of a clip',
  resized: 'new length of a side, as a share of the old one',
  cropped: 'share of the area cut away',
  mirrored: '1: left and right exchanged',
  bordered: 'width of the frame put around it, as a share of the longer side',
  shortened: 'share of the time cut away at the start',
  're-encoded': 'quality in another format: WebP (1 to 100) of a picture, WebM with VP8 (kbit/s) of a clip',
};

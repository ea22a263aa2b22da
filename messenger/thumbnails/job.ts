// What goes to the process that makes thumbnails and what comes back, and the limits both sides keep.

export const THUMBNAIL = {
  mime: 'image/webp',
  /** Longest side in pixels. */
  side: 320,
  quality: 75,
  /** Larger pictures get no thumbnail: 40 megapixels are more than a phone makes by default. */
  inputPixels: 40_000_000,
  /** Milliseconds for one picture, and for one frame of a video. */
  pictureMs: 5_000,
  videoMs: 10_000,
  /** Files waiting for their turn. Beyond, a file is stored without a thumbnail. */
  waiting: 64,
} as const;

export interface Job {
  readonly id: number;
  readonly picture: Uint8Array;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Made extends Size {
  readonly id: number;
  readonly content: Uint8Array;
  /** Size of the picture itself, turned as it is seen. */
  readonly original: Size;
}

// Answers of the messenger as documented, for tests of the parsers. Invented ids and rooms.
export const MESSAGE_EXAMPLE = {
  id: 4711,
  room: { id: 17, slug: 'saebyeok-2', visibility: 'public' },
  author: { id: 9, name: 'haru' },
  sentAt: '2026-11-20T03:00:00.000Z',
  hidden: false,
  deleted: false,
  media: [
    {
      blob: 'b-0123456789abcdef',
      sha256: '4f1c2f2f8f0e3d3c6f0b7d0d7c1e2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b',
      mime: 'image/png',
      bytes: 5120,
      hidden: false,
      deleted: false,
    },
  ],
} as const;

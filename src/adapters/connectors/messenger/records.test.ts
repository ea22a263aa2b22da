import { describe, expect, it } from 'vitest';
import { MESSAGE_EXAMPLE } from './examples.ts';
import { copyOfMessage, mediaRecord, messageRecord } from './records.ts';

describe('what the messenger says about a message', () => {
  it('is taken as documented', () => {
    expect(messageRecord(MESSAGE_EXAMPLE).media).toHaveLength(1);
  });

  it.each([
    ['nothing', null],
    ['another shape', { id: 1 }],
    ['an id that is no number', { ...MESSAGE_EXAMPLE, id: '4711' }],
    ['a file without a digest', { ...MESSAGE_EXAMPLE, media: [{ blob: 'b', sha256: 'no', deleted: false }] }],
  ])('is refused when it is %s', (_what, value) => {
    expect(() => messageRecord(value)).toThrow('unknown form');
  });

  it('names a copy by ids that are never reassigned, not by the room', () => {
    const [media] = MESSAGE_EXAMPLE.media;
    const copy = copyOfMessage(messageRecord(MESSAGE_EXAMPLE), media.blob, 'link', true);
    expect(copy.id).toBe('messenger/m/4711/b/b-0123456789abcdef');
    expect(copy.id).not.toContain(MESSAGE_EXAMPLE.room.slug);
    expect(mediaRecord(media)).toBe(media);
  });
});

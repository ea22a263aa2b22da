import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MatchingError } from '../matching-error.ts';
import { readFacts } from './facts.ts';

const stream = {
  codec_type: 'video',
  width: 640,
  height: 360,
  avg_frame_rate: '30000/1001',
  r_frame_rate: '30/1',
  disposition: { attached_pic: 0 },
};
const probe = (change: object, format: object = { duration: '12.5' }) =>
  JSON.stringify({ streams: [{ ...stream, ...change }], format });

test('the first moving pictures are taken, not a cover image', () => {
  const text = JSON.stringify({
    streams: [{ ...stream, width: 100, disposition: { attached_pic: 1 } }, stream],
    format: { duration: '12.5' },
  });
  expect(readFacts(text)).toEqual({ width: 640, height: 360, rate: 30000 / 1001, seconds: 12.5 });
});

test('without an average the lowest fitting rate is taken, without a length none is claimed', () => {
  expect(readFacts(probe({ avg_frame_rate: '0/0' }, {}))).toMatchObject({ rate: 30, seconds: undefined });
});

test.each([
  ['a side of 65,535', probe({ width: 65_535 }), 'side'],
  ['a side of 4', probe({ height: 4 }), 'side'],
  ['no sides', probe({ width: undefined }), 'side'],
  ['10^9 frames a second', probe({ avg_frame_rate: '1000000000/1' }), 'rate'],
  ['no rate at all', probe({ avg_frame_rate: '0/0', r_frame_rate: '0/0' }), 'rate'],
  ['a length of years', probe({}, { duration: '99999999999.9' }), 'length'],
  ['sound only', JSON.stringify({ streams: [{ codec_type: 'audio' }] }), 'no-pictures'],
  ['nothing', '', 'unreadable'],
])('%s is refused with its code', (_, text, code) => {
  expect(() => readFacts(text)).toThrow(expect.objectContaining({ code: `matching.video-${code}` }));
});

test('whatever a probe says, facts are inside the limits or refused with a code', () => {
  fc.assert(
    fc.property(
      fc.record({ streams: fc.array(fc.dictionary(fc.string(), fc.jsonValue())) }),
      fc.jsonValue(),
      (told, odd) => {
        const text = JSON.stringify({
          ...told,
          format: odd,
          streams: [...told.streams, { ...stream, width: odd }],
        });
        try {
          expect(readFacts(text).width).toBeLessThanOrEqual(8192);
        } catch (error) {
          expect(error).toBeInstanceOf(MatchingError);
        }
      },
    ),
  );
});

// Real pictures for tests: coloured waves, unlike for each name.
import { createHash } from 'node:crypto';
import { encodePng } from '../../messenger/seeding/png.ts';

/** A PNG of this size. */
export async function picture(name: string, width: number, height: number): Promise<Buffer> {
  const [a = 1, b = 1, c = 1] = createHash('sha256').update(name).digest();
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, index) => {
    const at = Math.floor(index / 3);
    const wave = Math.sin((at % width) / (5 + (a % 40))) + Math.cos(Math.floor(at / width) / (5 + (b % 40)));
    return Math.round(((wave + 2) / 4) * 200 + (c % 50)) & 0xff;
  });
  return encodePng(width, height, rgb);
}

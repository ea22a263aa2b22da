// Where files stand that look like those of a message, for people and for programs: candidates, nearest first. Nothing is done to them:
// whoever looked at one and wants it gone names its link, as with anything else.
import { readLocator } from '../../domain/content/locator.ts';
import { type NearCopy, nearCopies } from '../../workflow/near-copies.ts';
import { CommandError, type Output, refused } from './output.ts';
import { type ReaderOptions, recorded } from './recorded.ts';
import type { Desk } from './wiring.ts';

/** One object a link: the link, how far the looking has come, and its candidates. */
export async function indexNear(
  desk: Desk,
  links: readonly string[],
  reader: ReaderOptions,
  output: Output,
): Promise<void> {
  for (const link of links) {
    const { platform, found } = await nearLink(desk, link);
    const { waiting } = await desk.near.reach(platform);
    await recorded(desk, reader, { what: 'media-near', case: null });
    output.result({ link, waiting, candidates: found.map((one) => candidateJson(desk, one)) }, [
      `${link}: ${found.length} that look alike${waiting === 0 ? '' : `; ${waiting} pictures are not looked at yet`}`,
      ...found.map((one) => `  ${String(one.distance).padStart(2)} bits  ${placeOf(desk, one)}`),
    ]);
  }
}

async function nearLink(desk: Desk, link: string) {
  const locator = readLocator(link, desk.messengerOrigin);
  if (!locator.ok) throw refused(locator.error);
  const { platform } = locator.value;
  const spot = desk.connectors.for(platform)?.spotOf(locator.value);
  if (spot === undefined || spot === null)
    throw new CommandError('connector.missing', `${link} is no message of a platform of this desk`);
  return { platform, found: await nearCopies(platform, spot, desk.mediaIndex, desk.near) };
}

const candidateJson = (desk: Desk, one: NearCopy): object => ({
  distance: one.distance,
  copy: one.copy.id,
  place: placeOf(desk, one),
});

/** The link of a message; whose picture it is, of others. */
function placeOf({ messengerOrigin }: Desk, { copy }: NearCopy): string {
  if (copy.as === 'avatar') return `picture of account ${copy.uploader}`;
  if (copy.as === 'picture') return `picture of room ${copy.address}`;
  return `${messengerOrigin}/r/${copy.address}/m/${copy.message}`;
}

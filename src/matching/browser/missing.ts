// What a browser must have, and what a person is told where it has not.

import { MatchingError } from '../matching-error.ts';

const CURE = 'update the browser: Chrome 94, Firefox 105 and Safari 16.4 or newer can do this';

/** @param what the missing thing, in the browser's own words */
export const missingInBrowser = (what: string): MatchingError =>
  new MatchingError('matching.browser-missing', `this browser has no ${what}`, CURE);

/** @throws MatchingError `matching.browser-missing` */
export function demandPictures(): void {
  if (typeof createImageBitmap !== 'function') throw missingInBrowser('createImageBitmap');
  if (typeof OffscreenCanvas !== 'function') throw missingInBrowser('OffscreenCanvas');
  if (typeof WebAssembly !== 'object') throw missingInBrowser('WebAssembly');
}

// Every alteration that is measured, in the order of the picture.

import type { Alteration } from './alteration.ts';
import { CUTS } from './cuts.ts';
import { ENCODINGS } from './encodings.ts';
import { FRAMES } from './frames.ts';
import { OVERLAYS } from './overlays.ts';
import { PHOTOGRAPHED } from './photographed.ts';
import { SCREENSHOTS } from './screenshots.ts';
import { TONES } from './tones.ts';
import { TURNS } from './turns.ts';

export const ALTERATIONS: readonly Alteration[] = [
  ...ENCODINGS,
  ...TONES,
  ...OVERLAYS,
  ...TURNS,
  ...FRAMES,
  ...CUTS,
  ...SCREENSHOTS,
  ...PHOTOGRAPHED,
];

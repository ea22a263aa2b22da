// What the measurement of robustness writes down, and what it does not know.

import { existsSync, readFileSync } from 'node:fs';
import type { Machine } from '../harness/machine.ts';
import type { Cost } from './measure/costs.ts';
import type { FalseMatches } from './measure/false-matches.ts';
import type { Bin } from './measure/figures.ts';
import type { Recall } from './measure/recall.ts';
import type { VideoRobustness } from './video/measure.ts';

export type Qualities = { readonly side: number; readonly scenes: number; readonly bins: readonly Bin[] };

export type Robustness = {
  readonly date: string;
  readonly machine: Machine;
  readonly load: number;
  readonly seconds: number;
  readonly seed: number;
  readonly radius: number;
  readonly leastQuality: number;
  readonly methods: readonly string[];
  readonly recall: {
    readonly scenes: number;
    readonly side: number;
    readonly kinds: Readonly<Record<string, number>>;
    readonly alterations: readonly Recall[];
  };
  readonly falseMatches: {
    readonly scenes: number;
    readonly side: number;
    readonly methods: readonly FalseMatches[];
  };
  readonly qualities: readonly Qualities[];
  readonly costs: readonly Cost[];
  readonly notes: readonly string[];
};

/** The file: pictures as they are, videos in a section of their own; either may not have been measured. */
export type RobustnessDocument = Partial<Robustness> & { readonly video?: VideoRobustness };

export const readRobustness = (file: string): RobustnessDocument =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RobustnessDocument) : {};

/** What `--only` asks for. @throws RangeError for another word than `pictures` and `video` */
export function wantedOf(only: string | undefined): { readonly pictures: boolean; readonly video: boolean } {
  if (only !== undefined && only !== 'pictures' && only !== 'video')
    throw new RangeError(`--only is pictures or video, not ${only}`);
  return { pictures: only !== 'video', video: only !== 'pictures' };
}

export const NOTES: readonly string[] = [
  'The scenes are generated. They have the texture, light and layers of photographs, but fewer things in them and softer outlines; real photographs change more at a cut and less at an overlay. The order of the rows tells more than their height.',
  'Scenes differ from each other by chance. Real collections hold series: the same room, pose and light, seconds apart. Those are the false matches that matter most, and none are in here.',
  'The nearest other scene is about as far as between hashes of pure chance (see `nearest`): few false matches among these scenes promise little for photographs, many would be an alarm. One scene in twenty is bare on purpose: there false matches begin.',
  'Screens, stories and photographs of screens are models with few designs. Other interfaces, lenses and printers are not measured.',
  'Every copy goes through JPEG at quality 85 after its alteration. Originals are stored from their own pixels.',
  'A crop of 10 % leaves nine tenths of the width and of the height; from one side, of one of them.',
  '`foundBehindGate` is of all scenes too: those whose own quality is under the gate count as not found.',
  'A share of 200 scenes is known to about 3.5 points either way where it is near a half (95 %), to about 1 near none or all.',
  'The turns ask all eight for every picture, so a picture that is like its own mirror image matches others of its kind: see the false matches.',
  'All pairs are compared at 128 pixels: hashes look at 64 x 64, so this is close to, not the same as, larger pictures.',
  'A pair counts as false when any asked hash of one scene is within the radius of any stored hash of the other.',
];

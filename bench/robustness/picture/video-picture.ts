// The picture of robustness of videos: for each alteration, how many films are found and how much of them. Reads results only.

import { svg, text } from '../../plots/svg.ts';
import type { VideoRobustness } from '../video/measure.ts';
import { rowsOf, type VideoRecall } from '../video/recall.ts';
import { CELL, heatCell } from './heat.ts';

const LEFT = 16;
const LABELS = 400;
const TOP = 104;
/** Columns are wider than their cells, for the words above them. */
const COLUMN = 120;
const FOOT = 40;

const HEADS = ['any frame', 'a stretch', 'of the copy', 'of the film'];
const PERCENT = 100;

const cellsOf = ({ anyFrame, stretch, queryShare, storedShare }: VideoRecall): readonly number[] => [
  ...[anyFrame, stretch],
  ...[queryShare.mean / PERCENT, storedShare.mean / PERCENT],
];

export function videoPicture({ films, alterations: plain, falseMatches, unframed }: VideoRobustness): string {
  const alterations = rowsOf(plain, unframed.alterations);
  const column = (at: number): number => LEFT + LABELS + at * COLUMN;
  const rows = alterations.flatMap((row, at) => {
    const y = TOP + at * CELL.height;
    const words = text(`${row.family}: ${row.name}`, LEFT + LABELS - 8, y + CELL.height - 6, {
      'text-anchor': 'end',
    });
    return [words, ...cellsOf(row).map((share, which) => heatCell(share, column(which), y))];
  });
  const title = 'Videos found after they were altered, of a hundred';
  const subtitle = `${films.count} generated films of ${films.seconds} s, one frame a second. No photographs: see the notes in robustness.json.`;
  const groups = ['films with', '', 'frames found, mean', ''];
  const end = TOP + alterations.length * CELL.height;
  const falses = `${falseMatches.pairs} pairs of different films: ${falseMatches.anyFrame} with a frame that matches, ${falseMatches.stretch} with a stretch.`;
  return svg(LEFT + LABELS + HEADS.length * COLUMN, end + FOOT, title, [
    text(title, LEFT, 28, { class: 'title' }),
    text(subtitle, LEFT, 50, { class: 'quiet' }),
    ...groups.map((words, at) => text(words, column(at), TOP - 26, { class: 'quiet' })),
    ...HEADS.map((words, at) => text(words, column(at), TOP - 8, { class: 'strong' })),
    ...rows,
    text(falses, LEFT, end + 26),
  ]);
}

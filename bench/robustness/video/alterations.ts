// What happens to a film on its way: words for ffmpeg. Pure.

/** The film and two others, which stand before and behind it where films are joined. */
export type Films = { readonly film: string; readonly before: string; readonly behind: string };

export type VideoAlteration = {
  readonly family: string;
  readonly name: string;
  /** How an output's name ends. */
  readonly ending: string;
  /** Everything before the output's name. */
  readonly words: (films: Films) => readonly string[];
};

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const USUAL = [...H264, '-crf', '23'];

function changed(
  family: string,
  name: string,
  words: readonly string[],
  coding: readonly string[] = USUAL,
  ending = '.mp4',
): VideoAlteration {
  return { family, name, ending, words: ({ film }) => ['-i', film, ...words, ...coding] };
}

const filtered = (family: string, name: string, filter: string): VideoAlteration =>
  changed(family, name, ['-vf', filter]);

const VP9 = ['-c:v', 'libvpx-vp9', '-b:v', '250k', '-deadline', 'realtime', '-cpu-used', '8'];
const joined = ({ film, before, behind }: Films): readonly string[] => [
  ...[before, film, behind].flatMap((file) => ['-i', file]),
  ...['-filter_complex', '[0:v][1:v][2:v]concat=n=3', ...USUAL],
];

/** 12 hundredths of the new height above and as much below. */
const BARS = 'pad=iw:2*trunc(ih/0.76/2):0:(oh-ih)/2';

export const VIDEO_ALTERATIONS: readonly VideoAlteration[] = [
  changed('encoding', 'H.264, crf 28', [], [...H264, '-crf', '28']),
  changed('encoding', 'H.264, crf 36', [], [...H264, '-crf', '36']),
  changed('encoding', 'VP9, 250 kbit/s', [], VP9, '.webm'),
  changed('encoding', 'MPEG-4, quantiser 12', [], ['-c:v', 'mpeg4', '-q:v', '12'], '.avi'),
  filtered('size', 'half as wide and high', 'scale=iw/2:ih/2'),
  filtered('size', 'bars of 12 % above and below', BARS),
  changed('cut', 'first half', ['-t', '6']),
  changed('cut', 'middle third, off the second', ['-ss', '4.4', '-t', '4']),
  filtered('speed', '0.8 times', 'setpts=PTS/0.8'),
  filtered('speed', '1.25 times', 'setpts=PTS/1.25'),
  filtered('speed', 'twice', 'setpts=PTS/2'),
  changed('frame rate', '30 to 24', ['-r', '24']),
  filtered('frame rate', '30 to 24 to 15', 'fps=24,fps=15'),
  { family: 'cut', name: 'inside a film of 36 s', ending: '.mp4', words: joined },
];

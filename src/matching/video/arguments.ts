// The words on ffmpeg's command line. Pixels and frames must be those of Meta's vPDQ, which calls the same libraries without options;
// the lists of formats and protocols keep a hostile file from naming other files or the network.

import type { VideoFacts } from './facts.ts';
import { BY_RATE, BY_TIME, MARK } from './times.ts';
import { ADDED_GAP, type FrameChoice, frameStep, LONGEST_GAP } from './vpdq.ts';

// By ffmpeg's names. Missing on purpose: playlists and scripts (hls, dash, concat, sdp, image sequences), which name other files.
const FORMATS = 'mov,matroska,avi,mpeg,mpegts,mpegvideo,flv,ogg,asf,gif,h264,hevc,ivf,m4v,obu,mxf,wtv,rm';
const OPEN = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', FORMATS] as const;

/** The file's descriptor for the times, beside standard output for the pixels. */
const TIMES_FD = 3;

/** ffprobe: the picture streams as JSON, nothing of tags or sound. */
export function probeArguments(path: string): readonly string[] {
  const entries =
    'stream=codec_type,width,height,avg_frame_rate,r_frame_rate,duration:stream_disposition=attached_pic:format=duration';
  const tell = ['-v', 'error', '-of', 'json', '-select_streams', 'v', '-show_entries', entries];
  return [...tell, ...OPEN, '-i', `file:${path}`];
}

/** ffmpeg: the chosen frames as rows of RGB to standard output, their times as text to TIMES_FD. */
export function decodeArguments(
  path: string,
  facts: VideoFacts,
  choice: FrameChoice,
  threads: number,
): readonly string[] {
  const input = [
    ...OPEN,
    '-noautorotate',
    '-threads',
    String(threads),
    ...(choice === 'key-frames' ? KEYS : []),
  ];
  return [
    ...['-v', 'error', '-nostdin', '-nostats'],
    ...[...input, '-i', `file:${path}`],
    ...['-map', '0:V:0', '-an', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-filter_threads', '1', '-vf', filters(facts, choice)],
    ...['-fps_mode', 'passthrough', '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1'],
  ];
}

const KEYS = ['-skip_frame', 'nokey'];

function filters(facts: VideoFacts, choice: FrameChoice): string {
  return [
    ...chosen(frameStep(facts.rate, choice)),
    `metadata=mode=print:key=${MARK}:direct=1:file=pipe\\\\:${TIMES_FD}`,
    // The reference never tells the scaler which colours the file claims: BT.601, and the range that the pixel format implies.
    'setparams=range=unknown:colorspace=unknown',
    `scale=w=${facts.width}:h=${facts.height}:flags=area:in_color_matrix=bt601`,
  ].join(',');
}

/** Each frame has a mark of ours, because only marked frames have their time printed; it tells which rule chose the frame. */
function chosen(step: number): readonly string[] {
  const clean = `metadata=mode=delete:key=${MARK}`; // a file may bring marks of that name
  const mark = `metadata=mode=add:key=${MARK}:value`; // leaves a mark that is there
  if (step === 1) return [clean, `${mark}=${BY_RATE}`];
  const byRate = `not(mod(n\\,${step}))`;
  const byTime = `gte(abs(t-prev_selected_t)\\,${LONGEST_GAP}-ld(0))`;
  return [
    clean,
    `${mark}=${BY_RATE}:enable=${byRate}`,
    `${mark}=${BY_TIME}`,
    // As createChooser does it. Variable 0: by how much a gap must be shorter than the longest, once a frame was added.
    `select=if(${byRate}\\,1+st(0\\,0)\\,if(${byTime}\\,st(0\\,${LONGEST_GAP - ADDED_GAP})))`,
  ];
}

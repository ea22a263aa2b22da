// The first frame of a video as a PNG, by the system's ffmpeg. Without ffmpeg, videos have no thumbnail.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { THUMBNAIL } from './job.ts';

/** Named, so that no file is read as a playlist or a script of other files. */
const DEMUXERS: Readonly<Record<string, string>> = { 'video/mp4': 'mov', 'video/webm': 'matroska' };
/** Where ffmpeg is looked for: the system's places, not those of whoever started us. */
const PATH = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin';
const MAX_FRAME_BYTES = 8 * 1024 * 1024;

/** The first frame at most 640 pixels wide, or undefined when there is no ffmpeg, no frame, or no time. */
export async function posterFrame(mime: string, file: Buffer): Promise<Buffer | undefined> {
  const demuxer = DEMUXERS[mime];
  if (demuxer === undefined) return undefined;
  // A file and not a pipe: the index of many videos is at their end.
  const folder = await mkdtemp(join(tmpdir(), 'yeoul-'));
  try {
    const path = join(folder, 'video');
    await writeFile(path, file, { mode: 0o600 });
    return await firstFrame(demuxer, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function firstFrame(demuxer: string, path: string): Promise<Buffer | undefined> {
  const input = ['-protocol_whitelist', 'file', '-threads', '1', '-f', demuxer, '-i', path];
  const output = [
    '-an',
    '-frames:v',
    '1',
    '-vf',
    "scale='min(640,iw)':-2",
    '-f',
    'image2pipe',
    '-c:v',
    'png',
    '-',
  ];
  const options = {
    encoding: 'buffer',
    env: { PATH },
    timeout: THUMBNAIL.videoMs,
    killSignal: 'SIGKILL',
    maxBuffer: MAX_FRAME_BYTES,
  } as const;
  return new Promise((resolve) => {
    execFile('ffmpeg', ['-v', 'error', '-nostdin', ...input, ...output], options, (error, frame) => {
      resolve(error === null && frame.length > 0 ? frame : undefined);
    });
  });
}

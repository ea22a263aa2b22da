// Tells a video from other files by its first bytes, never by its name, so that a caller knows whom to give it to. Only a guess: what
// the file really is says the decoder. Pure.

/** How many first bytes are looked at: two packets of a transport stream. */
export const VIDEO_HEAD_BYTES = 192;

const BEGINNINGS: readonly (readonly number[])[] = [
  [0x1a, 0x45, 0xdf, 0xa3], // Matroska and WebM
  [0x46, 0x4c, 0x56], // FLV
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x4f, 0x67, 0x67, 0x53], // Ogg
  [0x30, 0x26, 0xb2, 0x75], // ASF
  [0x00, 0x00, 0x01, 0xba], // MPEG program stream
  [0x00, 0x00, 0x01, 0xb3], // MPEG pictures alone
];
/** Names of the first box of an MP4 or MOV file. */
const BOXES = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip'];
/** Still pictures that are wrapped like an MP4. */
const STILLS = ['avif', 'heic', 'heix', 'heim', 'heis', 'mif1'];
const PACKET = 188;
const PACKET_BEGINS = 0x47;

/** Whether a file with these first bytes (VIDEO_HEAD_BYTES, or all it has) is to be hashed as a video. Animated WebP is a picture. */
export function beginsLikeVideo(head: Uint8Array): boolean {
  if (BEGINNINGS.some((bytes) => bytes.every((byte, at) => head[at] === byte))) return true;
  if (BOXES.includes(letters(head, 4))) return !STILLS.includes(letters(head, 8));
  if (letters(head, 0) === 'RIFF') return letters(head, 8) === 'AVI ';
  return head[0] === PACKET_BEGINS && head[PACKET] === PACKET_BEGINS;
}

function letters(head: Uint8Array, at: number): string {
  return String.fromCharCode(...head.subarray(at, at + 4));
}

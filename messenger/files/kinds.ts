// The kinds of file the messenger takes, told by their first bytes. Nothing is decoded here or anywhere in the server.

export const MEDIA_KINDS = ['image/png', 'image/jpeg', 'image/webp', 'video/mp4', 'video/webm'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** Files of encrypted rooms: bytes that say nothing. */
export const SEALED_KIND = 'application/octet-stream';
export const UPLOAD_KINDS = [...MEDIA_KINDS, SEALED_KIND] as const;
export type UploadKind = (typeof UPLOAD_KINDS)[number];

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');
const EBML = Buffer.from('1a45dfa3', 'hex');
/** WebM names itself within the first bytes of its header; Matroska, which shares the magic, does not. */
const EBML_HEADER_BYTES = 64;

/** Whether bytes can be what they are said to be. Sealed ones begin like noise: what begins like a picture was not sealed, but
 * for one file in sixteen million, which is sealed anew. */
export function mayBe(declared: UploadKind, bytes: Buffer): boolean {
  const kind = kindOfBytes(bytes);
  return declared === SEALED_KIND ? kind === undefined : kind === declared;
}

/** The kind the first bytes speak of, or undefined when it is none we take. */
function kindOfBytes(bytes: Buffer): MediaKind | undefined {
  if (startsWith(bytes, PNG)) return 'image/png';
  if (startsWith(bytes, JPEG)) return 'image/jpeg';
  if (textAt(bytes, 0, 'RIFF') && textAt(bytes, 8, 'WEBP')) return 'image/webp';
  if (textAt(bytes, 4, 'ftyp')) return 'video/mp4';
  if (startsWith(bytes, EBML) && bytes.subarray(0, EBML_HEADER_BYTES).includes('webm')) return 'video/webm';
  return undefined;
}

function startsWith(bytes: Buffer, magic: Buffer): boolean {
  return bytes.subarray(0, magic.length).equals(magic);
}

function textAt(bytes: Buffer, offset: number, text: string): boolean {
  return bytes.subarray(offset, offset + text.length).toString('latin1') === text;
}

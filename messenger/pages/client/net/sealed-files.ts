// Files of encrypted rooms: sealed here before they go up, fetched and opened here before they are shown.
import { openFile, sealFile } from '../../../crypto/sealed-files.ts';
import { SECRET_KINDS, type SecretFile, type SecretPicture } from '../../../crypto/secret-message.ts';
import { SealRefusal } from '../../../crypto/refusal.ts';
import { upload } from './api.ts';

const SEALED = 'application/octet-stream';
const SMALL_SIDE = 320;
/** Files kept open: enough for what is on the screen, and for scrolling back a little. */
const MOST_OPEN = 120;

interface Measured {
  readonly width: number;
  readonly height: number;
  readonly small: Blob | undefined;
}

/** Seals a file and its small picture and sends both up. */
export async function uploadSealed(file: File, onProgress: (share: number) => void): Promise<SecretFile> {
  const mime = SECRET_KINDS.find((kind) => kind === file.type);
  if (mime === undefined) throw new SealRefusal('form');
  const measured = mime.startsWith('image/') ? await measure(file).catch(() => undefined) : undefined;
  const { ciphertext, file: sealed } = await sealFile(await bytesOf(file));
  const { blob } = await upload(new Blob([ciphertext], { type: SEALED }), onProgress);
  const small = measured?.small === undefined ? undefined : await addThumbnail(blob, measured.small);
  return {
    ...sealed,
    blob,
    mime,
    ...(measured === undefined ? {} : { width: measured.width, height: measured.height }),
    ...(small === undefined ? {} : { thumbnail: small }),
  };
}

async function addThumbnail(blob: string, picture: Blob): Promise<SecretPicture | undefined> {
  const mime = SECRET_KINDS.find((kind) => kind === picture.type);
  if (mime === undefined) return undefined;
  const { ciphertext, file } = await sealFile(await bytesOf(picture));
  const response = await fetch(`/api/media/${blob}/thumbnail`, {
    method: 'PUT',
    headers: { 'yeoul-page': '1', 'content-type': SEALED },
    body: ciphertext,
  });
  // Without a small picture the large one is shown.
  return response.ok ? { ...file, mime } : undefined;
}

/** Size as it is seen, and a small picture without whatever else stood in the file. */
async function measure(file: File): Promise<Measured> {
  const picture = await createImageBitmap(file);
  const { width, height } = picture;
  const scale = Math.min(1, SMALL_SIDE / Math.max(width, height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const small = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 }).catch(() => undefined);
  return { width, height, small };
}

const open = new Map<string, Promise<string>>();

/** An address in this browser at which the opened file stands. Rejects when it is gone or was changed. */
export function openedAddress(file: SecretFile, size: 'small' | 'large'): Promise<string> {
  const small = size === 'small' ? file.thumbnail : undefined;
  const path = small === undefined ? `/media/${file.blob}` : `/thumb/${file.blob}`;
  const known = open.get(path);
  if (known !== undefined) return known;
  const opening = fetchAndOpen(path, small ?? file);
  open.set(path, opening);
  opening.catch(() => open.delete(path));
  forgetOldest();
  return opening;
}

async function fetchAndOpen(path: string, picture: SecretPicture): Promise<string> {
  const response = await fetch(path, { headers: { 'yeoul-page': '1' } });
  if (!response.ok) throw new SealRefusal('broken');
  const bytes = await openFile(new Uint8Array(await response.arrayBuffer()), picture);
  return URL.createObjectURL(new Blob([bytes], { type: picture.mime }));
}

function forgetOldest(): void {
  const [oldest] = open;
  if (open.size <= MOST_OPEN || oldest === undefined) return;
  open.delete(oldest[0]);
  oldest[1].then(URL.revokeObjectURL, () => undefined);
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

// What a file of a letter is: by its first bytes, and where those say nothing, by its type and name. A name is a claim.
import type { Around } from './charset.ts';
import { looksLikeZip } from './zip.ts';

export interface Attached {
  readonly name: string;
  /** As its part says, lower case. */
  readonly type: string;
  readonly charset: string | undefined;
  /** The language of the letter it came with, where that tells one charset from another. */
  readonly around?: Around;
  readonly bytes: Buffer;
}

/** `apart`: nothing that a list would be in, such as pictures; never opened and never listed. */
export type DocumentKind =
  | 'apart'
  | 'pdf'
  | 'zip'
  | 'ole'
  | 'csv'
  | 'html'
  | 'text'
  | 'mail'
  | 'sealed'
  | 'unknown';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const APART_TYPES =
  /^(?:image|audio|video|font|model)\/|^text\/(?:calendar|vcard|x-vcard|x-amp-html|rfc822-headers|css|javascript)$|^application\/(?:ics|pgp-signature|pgp-keys|(?:x-)?pkcs7-signature)$|^message\/(?:delivery-status|disposition-notification|feedback-report)$/;
const APART_NAMES =
  /\.(?:jpe?g|jfif|png|gif|webp|avif|heic|heif|bmp|tiff?|svg|ico|mp[34]|m4[av]|mov|avi|mkv|webm|wmv|flv|3gp|wav|ogg|flac|aac|ics|vcf|p7s|sig|asc|css|js|ttf|otf|woff2?)$/i;
const SEALED_TYPES = /^application\/(?:(?:x-)?pkcs7-mime|pgp-encrypted)$/;
/** Of which only one form can be read here; another form of the same name is damaged, or of another age. */
const BINARY_NAMES =
  /\.(?:pdf|xlsx|xlsm|xlsb|docx?|pptx?|hwpx?|zip|7z|rar|gz|tgz|bz2|xz|tar|alz|egg|ods|odt|msg|dat|bin|exe|iso|cell|show)$/i;
const BINARY_TYPES = /^application\/(?:pdf|zip|x-zip-compressed|vnd\.|x-hwp|haansoft|hwp|msword)/;

export function kindOf({ name, type, bytes }: Attached): DocumentKind {
  const magic = byBytes(bytes);
  if (magic !== undefined) return magic;
  if (APART_TYPES.test(type) || APART_NAMES.test(name)) return 'apart';
  if (SEALED_TYPES.test(type) || /\.p7m$/i.test(name)) return 'sealed';
  if (type === 'message/rfc822' || /\.eml$/i.test(name)) return 'mail';
  if (
    /\.(?:csv|tsv)$/i.test(name) ||
    /^text\/(?:csv|comma-separated-values|tab-separated-values)$/.test(type)
  )
    return 'csv';
  if (/\.x?html?$/i.test(name) || type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  // Programs write tables as HTML or CSV and call them .xls.
  if (/\.xls$/i.test(name) && isText(bytes))
    return /^\s*(?:\ufeff)?</.test(bytes.toString('utf8', 0, 200)) ? 'html' : 'csv';
  if (BINARY_NAMES.test(name) || BINARY_TYPES.test(type)) return 'unknown';
  return /^text\//.test(type) || isText(bytes) ? 'text' : 'unknown';
}

function byBytes(bytes: Buffer): DocumentKind | undefined {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (looksLikeZip(bytes)) return 'zip';
  if (bytes.subarray(0, OLE.length).equals(OLE)) return 'ole';
  const picture =
    /^(?:\xff\xd8\xff|\x89PNG\r\n|GIF8|RIFF....(?:WEBP|WAVE|AVI )|....ftyp|II\*\0|MM\0\*|ID3|OggS|\x1aE\xdf\xa3)/s;
  return picture.test(bytes.toString('latin1', 0, 16)) ? 'apart' : undefined;
}

/** No zero byte near its beginning, unless it says that it is UTF-16. */
function isText(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 4096);
  const mark = start.toString('latin1', 0, 2);
  return (
    mark === '\xff\xfe' ||
    mark === '\xfe\xff' ||
    !/[\x00-\x06\x0e-\x1a\x1c-\x1f]/.test(start.toString('latin1'))
  );
}

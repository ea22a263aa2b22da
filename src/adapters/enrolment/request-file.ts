// A captured HTTP request from a file: request line, header lines, an empty line, the body byte for byte (RFC 9112 without chunks).
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { HttpRequest } from '../../domain/authority/signature-base.ts';

/** A file that is no HTTP request. */
class RequestError extends Error {
  readonly code = 'confirmation.not-a-request';
}

/** More than any confirmation needs. */
const MOST_BYTES = 64 * 1_024;
const HEAD = /^([A-Z]{1,16}) (\/[\x21-\x7e]*) HTTP\/[\d.]+$/;
const FIELD = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e\t]*)$/;

export async function readRequestFile(file: string): Promise<HttpRequest> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new RequestError(`cannot read ${file}: ${error.message}`);
  });
  return requestOf(bytes);
}

/** Throws `confirmation.not-a-request`. */
function requestOf(bytes: Buffer): HttpRequest {
  if (bytes.length > MOST_BYTES) throw new RequestError('the request is longer than 64 KiB');
  const [, head = '', gap = ''] = /^([^]*?)(\r?\n\r?\n)/.exec(bytes.toString('latin1')) ?? [];
  if (gap === '') throw new RequestError('no empty line ends the header');
  const [first = '', ...lines] = head.split(/\r?\n/);
  const [, method, target] = HEAD.exec(first) ?? [];
  if (method === undefined || target === undefined)
    throw new RequestError('the first line is no request line');
  const headers = lines.map((line) => {
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new RequestError('a header line is none');
    return [name, value] as const;
  });
  const body = bytes.subarray(head.length + gap.length);
  const text = body.toString('utf8');
  return {
    method,
    target,
    headers,
    body: { text, sha256: createHash('sha256').update(body).digest('base64') },
  };
}

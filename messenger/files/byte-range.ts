// The Range header, one range of bytes at a time (RFC 9110, section 14). Several ranges are answered with the whole file.

export type RangeAnswer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/** What to send of a file of `size` bytes. `end` is included. */
export function answerRange(header: string | undefined, size: number): RangeAnswer {
  const [, first = '', last = ''] = ONE_RANGE.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return { kind: 'whole' };
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  // A last position before the first makes the header invalid, and an invalid Range is ignored.
  if (first !== '' && last !== '' && Number(last) < Number(first)) return { kind: 'whole' };
  return start <= end ? { kind: 'part', start, end } : { kind: 'unsatisfiable' };
}

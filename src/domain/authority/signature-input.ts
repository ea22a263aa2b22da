// Reads the field Signature-Input of RFC 9421 (section 4.1): what each signature covers, and its parameters. Of structured fields
// (RFC 9651) only what a signature needs: inner lists of strings, and parameters that are strings or whole numbers.

export interface SignatureInput {
  readonly label: string;
  /** Component names in the order in which they were signed. */
  readonly covers: readonly string[];
  readonly params: readonly (readonly [string, string | number])[];
}

const ENTRY = /^\s*([a-z*][a-z0-9_.*-]*)=\(([^()]*)\)((?:;[^,"]*(?:"(?:[^"\\]|\\["\\])*")?)*)\s*$/;
const COMPONENT = /^"([@a-z0-9!#$%&'*+.^_`|~-]+)"$/;
const PARAMETER = /;([a-z*][a-z0-9_.*-]*)=(?:(-?\d{1,15})|"((?:[^"\\]|\\["\\])*)")/y;

/** @returns null for a field that is not of this form, or that names a component or a parameter twice */
export function readSignatureInput(field: string): readonly SignatureInput[] | null {
  const inputs = members(field).map(inputOf);
  const read = inputs.filter((input) => input !== null);
  return read.length === inputs.length && isUnique(read.map(({ label }) => label)) ? read : null;
}

/** Members of a dictionary, cut at the commas that stand in no string. */
export function members(field: string): readonly string[] {
  return field.match(/(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g) ?? [];
}

function inputOf(member: string): SignatureInput | null {
  const [, label = '', list = '', tail = ''] = ENTRY.exec(member) ?? [];
  if (label === '') return null;
  const names = list
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => COMPONENT.exec(part)?.[1]);
  const covers = names.filter((name) => name !== undefined);
  const params = paramsOf(tail);
  if (params === null || covers.length !== names.length) return null;
  return isUnique(covers) && isUnique(params.map(([name]) => name)) ? { label, covers, params } : null;
}

function paramsOf(tail: string): SignatureInput['params'] | null {
  const params: [string, string | number][] = [];
  PARAMETER.lastIndex = 0;
  let end = 0;
  for (let found = PARAMETER.exec(tail); found !== null; found = PARAMETER.exec(tail)) {
    const [, name = '', whole, text = ''] = found;
    params.push([name, whole === undefined ? text.replace(/\\(.)/g, '$1') : Number(whole)]);
    end = PARAMETER.lastIndex;
  }
  return end === tail.length ? params : null;
}

const isUnique = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** The value of `@signature-params` (RFC 9421 section 2.3). */
export function signatureParams({ covers, params }: SignatureInput): string {
  const text = (value: string | number): string =>
    typeof value === 'number' ? String(value) : `"${value.replace(/["\\]/g, '\\$&')}"`;
  return [
    `(${covers.map((name) => `"${name}"`).join(' ')})`,
    ...params.map(([name, value]) => `;${name}=${text(value)}`),
  ].join('');
}

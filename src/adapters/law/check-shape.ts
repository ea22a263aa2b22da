// A file against its schema: the first thing wrong, with its line, in words for whoever wrote the file.
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { FORMS } from './forms.ts';
import { LawError, type Path } from './law-error.ts';
import type { YamlFile } from './yaml-file.ts';

type Problem = ReturnType<typeof Value.Errors>[number];
type Told = { readonly path: Path; readonly says: string; readonly cure: string };

/** @throws LawError `law.invalid`, at the place of the first value that does not fit */
export function checkShape<S extends TSchema>(schema: S, file: YamlFile): Static<S> {
  const problems = Value.Errors(schema, file.value);
  const problem = problems.find(isTelling) ?? problems[0];
  if (problem === undefined) return file.value as Static<S>;
  const { path, says, cure } = tell(problem, file.value);
  throw invalid(file, path, says, cure);
}

/** The refusal of a file, with the line of the place. */
export function invalid({ file, lineOf }: YamlFile, path: Path, says: string, cure: string): LawError {
  return new LawError('law.invalid', { file, line: lineOf(path), path }, says, cure);
}

/** Not the noise around it: `schema is false`, `must match one of`, and the null that a value might have been instead. */
function isTelling({ keyword, params }: Problem): boolean {
  const mayBeNull = keyword === 'type' && 'type' in params && params.type === 'null';
  return keyword !== 'boolean' && keyword !== 'anyOf' && !mayBeNull;
}

function tell(problem: Problem, root: unknown): Told {
  const path = pathOf(problem.instancePath);
  const value = valueAt(root, path);
  switch (problem.keyword) {
    case 'required':
      return {
        path,
        says: `missing: ${problem.params.requiredProperties.join(', ')}`,
        cure: 'write it; where the law says nothing, write null',
      };
    case 'additionalProperties': {
      const [key = ''] = problem.params.additionalProperties;
      return {
        path: [...path, key],
        says: `no such key: ${key}`,
        cure: 'check its spelling, or take it out',
      };
    }
    case 'enum': {
      const known = problem.params.allowedValues.join(', ');
      return { path, says: `${shown(value)} is not a word known here`, cure: `write one of: ${known}` };
    }
    case '~refine':
      return tellForm(path, value, problem.message);
    default:
      return {
        path,
        says: `${shown(value)} ${problem.message}`,
        cure: 'compare it with the same key of another file',
      };
  }
}

function tellForm(path: Path, value: unknown, name: string): Told {
  const form = FORMS[name];
  if (form === undefined) throw new TypeError(`no form ${name}`);
  return { path, says: `${shown(value)} is not ${form.what}`, cure: form.write };
}

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** `/duties/0/within` as keys and places. */
function pathOf(pointer: string): Path {
  const keys = pointer.split('/').slice(1);
  return keys.map((key) =>
    /^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~'),
  );
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    root,
  );
}

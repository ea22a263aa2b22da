// A folder of YAML files, in the order of their names. A file of another kind is refused: passed over, it would be a law
// somebody believes to be in use.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { LawError } from './law-error.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** All laws of the world that know our subject are fewer. */
const MOST_FILES = 500;

/** @throws LawError `law.unreadable`: no such folder, too many files, a file that is not YAML */
export async function filesIn(folder: string): Promise<readonly YamlFile[]> {
  const names = (await namesIn(folder))
    .filter((name) => !name.startsWith('.') && !name.endsWith('.md'))
    .sort();
  const stranger = names.find((name) => !name.endsWith('.yaml'));
  if (stranger !== undefined) {
    throw refusal(
      path.join(folder, stranger),
      'not a YAML file',
      'name it .yaml, or take it out of the folder',
    );
  }
  if (names.length > MOST_FILES) {
    throw refusal(folder, `more than ${MOST_FILES} files`, 'take out what is not a law');
  }
  return Promise.all(names.map((name) => readYaml(path.join(folder, name))));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw refusal(folder, (error as Error).message, 'check the name of the law folder and who may read it');
  }
}

function refusal(file: string, says: string, cure: string): LawError {
  return new LawError('law.unreadable', { file, line: 1, path: [] }, says, cure);
}

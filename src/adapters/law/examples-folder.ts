// The folder `law/examples/`: the dated examples beside each law, read as strictly as the laws themselves. It runs nothing.
import path from 'node:path';
import type { ExampleFile } from '../../domain/clock/example.ts';
import { checkShape, invalid } from './check-shape.ts';
import { exampleOf } from './example-file.ts';
import { type ExampleEntry, ExamplesSchema } from './example-schema.ts';
import { momentOf } from './forms.ts';
import type { Path } from './law-error.ts';
import type { YamlFile } from './yaml-file.ts';
import { filesIn } from './yaml-folder.ts';

/**
 * @param folder the law folder: its `examples/<id>.yaml` are read, one file a law
 * @throws LawError `law.unreadable` or `law.invalid`, with file, line, path and cure
 */
export async function readExamples(folder: string): Promise<readonly ExampleFile[]> {
  return (await filesIn(path.join(folder, 'examples'))).map(examplesOf);
}

function examplesOf(file: YamlFile): ExampleFile {
  const { regime, examples } = checkShape(ExamplesSchema, file);
  if (path.basename(file.file, '.yaml') !== regime) {
    throw invalid(file, ['regime'], `the file does not bear the name of ${regime}`, `name it ${regime}.yaml`);
  }
  for (const [index, example] of examples.entries()) checkExample(file, example, ['examples', index]);
  return { regime, examples: examples.map(exampleOf) };
}

function checkExample(file: YamlFile, { notice, then = [], expect }: ExampleEntry, at: Path): void {
  for (const [index, step] of then.entries()) {
    const place = [...at, 'then', index];
    const things = Object.keys(step).filter((key) => key !== 'at');
    if (things.length !== 1)
      throw invalid(file, place, 'a step says one thing', 'write one step for each thing');
    const before = then[index - 1]?.at ?? notice.at;
    if (momentOf(step.at) < momentOf(before)) {
      throw invalid(
        file,
        [...place, 'at'],
        'the step lies before what precedes it',
        'put the steps in order',
      );
    }
  }
  for (const [index, { due, ended, late }] of expect.entries()) {
    const judged = due !== null && ended !== null;
    if (judged === (late !== undefined)) continue;
    const cure = 'write late where a clock has both a due and an end, and nowhere else';
    throw invalid(file, [...at, 'expect', index], 'late or in time: that cannot be told', cure);
  }
}

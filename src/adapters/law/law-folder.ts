// The folder `law/` as a book: regimes and calendars, read at start, all or nothing. A law that cannot be read is a clock
// that would silently not start, so the first fault ends the reading.
import path from 'node:path';
import type { LawBook } from '../../domain/clock/book.ts';
import { type Fault, faultsOf } from '../../domain/clock/faults.ts';
import { calendarOf } from './calendar-file.ts';
import { invalid } from './check-shape.ts';
import { regimeOf } from './regime-file.ts';
import { filesIn } from './yaml-folder.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * @param folder the law folder: `regimes/<id>.yaml`, a later version `regimes/<id>@2027-01-01.yaml`, `calendars/<name>.yaml`
 * @throws LawError `law.unreadable` or `law.invalid`, with file, line, path and cure
 */
export async function readBook(folder: string): Promise<LawBook> {
  const calendars = await filesIn(path.join(folder, 'calendars'));
  const regimes = await filesIn(path.join(folder, 'regimes'));
  const book: LawBook = {
    regimes: regimes.map(regimeOf),
    calendars: Object.fromEntries(
      calendars.map((file) => [path.basename(file.file, '.yaml'), calendarOf(file)]),
    ),
  };
  const fault = faultsOf(book).find(({ kind }) => kind === 'error');
  if (fault !== undefined) throw refusalOf(fault, regimes);
  return book;
}

function refusalOf(fault: Fault, files: readonly YamlFile[]): Error {
  const file = files[fault.regime];
  if (file === undefined) throw new RangeError(`a fault of regime ${fault.regime}, and no such file`);
  return invalid(file, fault.path, fault.says, fault.cure);
}

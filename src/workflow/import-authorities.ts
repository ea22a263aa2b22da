// How a desk starts: the operator's file becomes the first enrolment, once. After that the store is the only truth, and a file that
// says something else is told of, never obeyed.
import { foldEnrolment } from '../domain/authority/enrolment.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { AuthoritiesFile, Enrolments } from '../ports/enrolments.ts';

/** `ignored`: the file is not the one this desk started with. */
export type Imported = 'imported' | 'same' | 'ignored';

export async function importAuthorities(
  file: AuthoritiesFile,
  now: Instant,
  enrolments: Enrolments,
): Promise<Imported> {
  const state = foldEnrolment(await enrolments.history());
  if (state.version > 0) return state.imported?.file === file.digest ? 'same' : 'ignored';
  const { authorities, digest } = file;
  const written = await enrolments.append({ kind: 'imported', at: now, authorities, file: digest }, 0);
  return written ? 'imported' : importAuthorities(file, now, enrolments);
}

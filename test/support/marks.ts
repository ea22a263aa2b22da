// Marks under a key that everybody knows, for tests.
import { keyedMarks } from '../../src/adapters/crypto/marks.ts';

export const testMarks = keyedMarks(new Uint8Array(32));

// Where the program lies that reads mail in a process of its own.
import path from 'node:path';

export const READING_PROGRAM = path.join(import.meta.dirname, 'reading.ts');

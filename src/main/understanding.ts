// The thread in which the words of letters are understood. Started by src/adapters/reading/letter-threads.ts.
import { serveLetters } from '../adapters/reading/letter-thread.ts';

serveLetters();

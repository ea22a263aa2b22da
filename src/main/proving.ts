// The process in which the proofs of senders are made: nothing but this, and no document is ever opened in it. Started shut in by
// src/adapters/mail/reading-process.ts; ends with its stdin.
import { serveProofs } from '../adapters/mail/proofs-child.ts';

await serveProofs();

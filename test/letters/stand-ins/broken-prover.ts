// Stands in for a process of proofs that one mail breaks, and every other one does not.
import { say, serve } from '../../../src/adapters/mail/child.ts';
import { FORGED } from './forged-proofs.ts';

await serve(async (raw) => {
  if (raw.includes('break the proofs')) process.exit(3);
  say({ kind: 'proven', proofs: FORGED });
});

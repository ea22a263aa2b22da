// Stands in for a reading process that takes memory which its heap does not count, and then says that all is well.
const held: Buffer[] = [];
process.stdout.write('{"kind":"ready"}\n');
process.stdin.once('data', () => {
  for (let at = 0; at < 25; at += 1) held.push(Buffer.alloc(16 * 1024 * 1024, at + 1));
  setTimeout(() => {
    const findings = { proofs: { dmarc: 'pass', signatures: [], dnsFailed: false }, letter: null };
    process.stdout.write(`${JSON.stringify({ kind: 'done', findings })}\n`);
  }, 500);
});

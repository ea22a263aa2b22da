// Stands in for a process of proofs that takes memory which its heap does not count, and then says that all is well.
const held: Buffer[] = [];
process.stdout.write('{"kind":"ready"}\n');
process.stdin.once('data', () => {
  for (let at = 0; at < 25; at += 1) held.push(Buffer.alloc(16 * 1024 * 1024, at + 1));
  setTimeout(() => {
    const proofs = { dmarc: 'pass', signatures: [], dnsFailed: false };
    process.stdout.write(`${JSON.stringify({ kind: 'proven', proofs })}\n`);
  }, 500);
});

// Stands in for a reading process in hostile hands: it says that a mail is proven, in a form that was not agreed.
process.stdout.write('{"kind":"ready"}\n');
process.stdin.once('data', () => {
  const proofs = { dmarc: 'pass', signatures: [{ passed: true }], dnsFailed: false };
  process.stdout.write(`${JSON.stringify({ kind: 'done', findings: { proofs, letter: null } })}\n`);
});

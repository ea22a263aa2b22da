// Stands in for a process of proofs in hostile hands: it says that a mail is proven, in a form that was not agreed.
process.stdout.write('{"kind":"ready"}\n');
process.stdin.once('data', () => {
  const proofs = { dmarc: 'pass', signatures: [{ passed: true }], dnsFailed: false };
  process.stdout.write(`${JSON.stringify({ kind: 'proven', proofs })}\n`);
});

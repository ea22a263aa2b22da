// Stands in for a reading process that takes memory which its heap does not count.
const held: Buffer[] = [];
process.stdout.write('{"kind":"ready"}\n');
process.stdin.once('data', () => {
  setInterval(() => held.push(Buffer.alloc(16 * 1024 * 1024, held.length)), 5);
});

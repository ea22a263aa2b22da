// Stands in for a reading process that a mail has caught in an endless loop.
process.stdout.write('{"kind":"ready"}\n');
process.stdin.once('data', () => {
  for (;;);
});

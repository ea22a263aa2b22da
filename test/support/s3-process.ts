// Run by s3-server.ts: an S3-compatible server of somebody else's making, with an empty bucket. Prints its port, and ends with its standard input.
// Arguments: the folder for its files, and the name of the bucket.
import { createRequire } from 'node:module';

/** What we use of @20minutes/s3rver, which comes without types. */
type Server = { run(): Promise<{ readonly port: number }> };
type MakeServer = new (options: object) => Server;

const [directory, bucket] = process.argv.slice(2);
const S3rver = createRequire(import.meta.url)('@20minutes/s3rver') as MakeServer;
const server = new S3rver({
  ...{ address: '127.0.0.1', port: 0, silent: true, directory },
  configureBuckets: [{ name: bucket }],
});
const { port } = await server.run();
process.stdout.write(`${port}\n`);
process.stdin.resume().on('end', () => process.exit());

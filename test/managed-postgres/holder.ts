// A process for the tests to kill: opens the managed server of a folder, says so in one line, and waits.
// Arguments: folder, flavor.

import { openManagedPostgres } from '../../managed-postgres/server.ts';

const [folder = '', flavor] = process.argv.slice(2);
const server = await openManagedPostgres({ folder, flavor: flavor === 'packaged' ? 'packaged' : 'system' });
console.log(JSON.stringify({ how: server.how, pid: server.pid() }));

process.once('SIGTERM', () => {
  void server.stop().then((stop) => {
    console.log(JSON.stringify({ stop }));
    process.exit(0);
  });
});
setInterval(() => {}, 60_000);

// The messenger as the bench runs it: the real server on a database that is there already, without limits a minute, which says a line
// for each request it is asked: {"event":"asked","what":"GET /admin/v1/uploads?cursor=0"}. Ends with SIGTERM.
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { startMessenger } from '../../messenger/server.ts';

const NO_LIMIT = 1_000_000;

const [, , database = '', adminToken = ''] = process.argv;
const rates = {
  signUpsPerMinute: NO_LIMIT,
  signInsPerMinute: NO_LIMIT,
  writesPerMinute: NO_LIMIT,
  reportsPerMinute: NO_LIMIT,
};
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage };
  console.log(JSON.stringify({ event: 'asked', what: `${request.method} ${request.url}` }));
});
const messenger = await startMessenger({ database, adminToken, rates });
process.once('SIGTERM', () => void messenger.close());
console.log(JSON.stringify({ event: 'ready', url: messenger.url }));

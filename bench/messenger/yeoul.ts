// The messenger as the bench runs it: the real server on a database that is there already, without limits a minute, since all
// its members come from one address here. Says {"event":"ready","url":...}, and ends with SIGTERM.
import { startMessenger } from '../../messenger/server.ts';

const NO_LIMIT = 1_000_000;

const [, , database = '', adminToken = ''] = process.argv;
const rates = {
  signUpsPerMinute: NO_LIMIT,
  signInsPerMinute: NO_LIMIT,
  writesPerMinute: NO_LIMIT,
  reportsPerMinute: NO_LIMIT,
};
const messenger = await startMessenger({ database, adminToken, rates });
process.once('SIGTERM', () => void messenger.close());
console.log(JSON.stringify({ event: 'ready', url: messenger.url }));

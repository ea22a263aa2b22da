// A process that does what a desk's follower does, and nothing else, so that it can be killed: arguments are the database, the
// messenger's API and its token. It writes a line for each page of the history.
import { messengerConnector } from '../../src/adapters/connectors/messenger/connector.ts';
import { openDatabase } from '../../src/adapters/store/postgres/database.ts';
import { postgresMediaIndex } from '../../src/adapters/store/postgres/media-index.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { observeFeed } from '../../src/workflow/observe-feed.ts';
import { probePlatform } from '../../src/workflow/probe-platform.ts';
import { readHistory } from '../../src/workflow/read-history.ts';

const [database = '', api = '', adminToken = ''] = process.argv.slice(2);
const opened = openDatabase(database, () => undefined);
const index = postgresMediaIndex(opened.db, 'main');
const connector = messengerConnector({ api, adminToken, memberToken: '' });
const now = () => instant(Date.now());
await probePlatform(connector, index, now());
for (;;) {
  await observeFeed(connector, index, now(), 9);
  const reading = await readHistory(connector, index, now());
  if (reading.kind === 'nothing') break;
  if (reading.kind === 'read') console.log(JSON.stringify(reading.run));
}
await opened.close();

// Every setting with what it means, and its default. How they are read is in config.ts.
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const Port = Type.Integer({ minimum: 0, maximum: 65535 });
/** Marked keys are printed as `***`. */
const Secret = (description: string) => Type.String({ description, secret: true });

export const ConfigSchema = Type.Object(
  {
    tenant: Type.String({ pattern: '^[a-z0-9-]{1,40}$', description: 'name of this desk in the database' }),
    data: Type.String({ description: 'folder for mail, vault, keys and the managed database' }),
    desk: Type.Object(
      {
        address: Type.String({
          pattern: '^[^@\\s]+@[^@\\s]+$',
          description: 'the address notices are sent to',
        }),
        name: Type.String({ description: 'name shown beside the address' }),
      },
      closed,
    ),
    database: Type.Object(
      {
        url: Secret('connection string of a PostgreSQL server; empty: a managed one in the data folder'),
        flavor: Type.Union([Type.Literal('auto'), Type.Literal('system'), Type.Literal('packaged')], {
          description: 'which PostgreSQL binaries the managed database uses',
        }),
      },
      closed,
    ),
    smtp: Type.Object(
      {
        host: Type.String({ description: 'address to listen on' }),
        port: { ...Port, description: 'port to listen on; 0 picks a free one' },
        maxBytes: Type.Integer({ minimum: 1024, maximum: 104857600, description: 'largest mail taken' }),
        connectionsPerNetwork: Type.Integer({
          minimum: 1,
          maximum: 1000,
          description: 'at once, per network (/64 for IPv6)',
        }),
        lettersPerMinute: Type.Integer({
          minimum: 1,
          maximum: 100000,
          description: 'per network (/64 for IPv6)',
        }),
        tlsKey: Type.String({ description: 'PEM file; empty: no STARTTLS' }),
        tlsCert: Type.String({ description: 'PEM file' }),
      },
      closed,
    ),
    api: Type.Object(
      {
        enabled: Type.Boolean({ description: 'answer programs over HTTP (docs/operations/api.md)' }),
        host: Type.String({ description: 'address to listen on; behind a proxy with TLS for anybody else' }),
        port: { ...Port, description: 'port to listen on; 0 picks a free one' },
      },
      closed,
    ),
    imap: Type.Object(
      {
        host: Type.String({ description: 'server of an inbox that letters are taken from; empty: none' }),
        port: Port,
        user: Type.String(),
        passwordFile: Type.String({ description: 'file that holds the password and nothing else' }),
        tls: Type.Union([Type.Literal('implicit'), Type.Literal('starttls'), Type.Literal('none')], {
          description: 'implicit, starttls, or none (only on this very machine)',
        }),
        ca: Type.String({ description: 'PEM file of the authority to trust; empty: the system’s' }),
        folder: Type.String({ minLength: 1, description: 'where letters arrive' }),
        after: Type.Union([Type.Literal('move'), Type.Literal('flag')], {
          description: 'what happens to a mail that was taken; none is ever deleted',
        }),
        takenFolder: Type.String({ minLength: 1, description: 'where a taken mail is moved; levels with /' }),
        pollSeconds: Type.Integer({
          minimum: 1,
          maximum: 600,
          description: 'at most so long between two looks, whether the server tells of news or not',
        }),
        oldestDays: Type.Integer({
          minimum: 1,
          maximum: 3650,
          description: 'a mail that lay there for longer counts as received so many days ago',
        }),
      },
      closed,
    ),
    mail: Type.Object(
      {
        host: Type.String({ description: 'server that replies are handed to' }),
        port: Port,
        user: Type.String(),
        password: Secret('of that server'),
        requireTls: Type.Boolean({ description: 'never hand over a reply in the clear' }),
        dkimDomain: Type.String({ description: 'd= of our signature; empty: replies are not signed' }),
        dkimSelector: Type.String(),
        dkimKey: Type.String({ description: 'PEM file of the private key' }),
      },
      closed,
    ),
    dns: Type.Object(
      { zoneFile: Type.String({ description: 'JSON zone for rehearsals; empty: real DNS' }) },
      closed,
    ),
    authorities: Type.String({
      description: 'JSON file of authorities to start with, read once; later: redress authorities',
    }),
    messenger: Type.Object(
      {
        api: Type.String({ description: 'address of the messenger admin API; empty: no messenger' }),
        origin: Type.String({ pattern: '^https?://[^/\\s]+$', description: 'public origin of its links' }),
        adminToken: Secret(
          'scopes read, feed, hide, destroy, notify; suspend to suspend accounts; gate for the gate',
        ),
        memberToken: Secret('session of an ordinary account that looks as a member'),
        fingerprints: Type.Boolean({
          description:
            'look at each picture once and keep its perceptual hashes, so that altered copies are found',
        }),
      },
      closed,
    ),
    gate: Type.Object(
      {
        enabled: Type.Boolean({
          description: 'have the messenger ask this desk before it stores a file (docs/operations/gate.md)',
        }),
        host: Type.String({ description: 'address to listen on' }),
        port: { ...Port, description: 'port to listen on; 0 picks a free one' },
        url: Type.String({ description: 'how the messenger reaches it; empty: http, host and port' }),
        alike: Type.Union([Type.Literal('hold'), Type.Literal('allow')], {
          description: 'what becomes of pictures that only look like one that was taken down',
        }),
      },
      closed,
    ),
    jobs: Type.Object(
      {
        workers: Type.Integer({ minimum: 1, maximum: 32, description: 'tasks done at once' }),
        sweepSeconds: Type.Integer({
          minimum: 1,
          maximum: 3600,
          description: 'slow look for work nobody woke us for',
        }),
        leaseSeconds: Type.Integer({
          minimum: 5,
          maximum: 3600,
          description: 'a task of a desk that died is taken again after this; longer than any call',
        }),
      },
      closed,
    ),
    look: Type.Object(
      {
        again: Type.String({
          pattern: '^([1-9]\\d{0,5}(ms|s|m|h|d)(,[1-9]\\d{0,5}(ms|s|m|h|d))*)?$',
          description: 'how long after something was called removed the desk looks at it again; empty: never',
        }),
      },
      closed,
    ),
    law: Type.Object(
      {
        folder: Type.String({
          description: 'laws, calendars and their examples; empty: those that come with Redress',
        }),
        jurisdictions: Type.String({
          pattern: '^(all|[A-Z]{2}(-[A-Z]{2})?(,[A-Z]{2}(-[A-Z]{2})?)*)$',
          description: 'where the platform is answerable: all, or KR,EU,US,US-CA and so on',
        }),
        ruledOut: Type.String({
          pattern: '^([a-z0-9-]+(,[a-z0-9-]+)*)?$',
          description:
            'laws whose conditions your lawyer ruled out (not a large provider, not designated), by id',
        }),
      },
      closed,
    ),
    clocks: Type.Object(
      {
        lookSeconds: Type.Integer({
          minimum: 1,
          maximum: 30,
          description: 'how often the desk looks for clocks that people must hear of',
        }),
      },
      closed,
    ),
    alarms: Type.Object(
      {
        mail: Type.String({
          pattern: '^([^@\\s,]+@[^@\\s,]+(,[^@\\s,]+@[^@\\s,]+)*)?$',
          description: 'who hears of clocks by mail: addresses with commas between; empty: nobody',
        }),
        webhook: Type.String({ description: 'address that alarms are posted to, https; empty: none' }),
        webhookSecret: Secret('key of the signature of each post (HMAC-SHA-256)'),
      },
      closed,
    ),
    webhooks: Type.Object(
      {
        private: Type.Boolean({
          description:
            'webhooks may stand in a private network, over http as well (docs/operations/webhooks.md)',
        }),
      },
      closed,
    ),
    s3: Type.Object(
      {
        endpoint: Type.String({
          pattern: '^(https?://[^\\s@?#]+)?$',
          description: 'object store of a log at s3://bucket/prefix; also AWS_ENDPOINT_URL_S3; empty: AWS',
        }),
        region: Type.String({
          pattern: '^[A-Za-z0-9-]{1,64}$',
          description: 'region that requests to it are signed for; also AWS_REGION',
        }),
        keyId: Type.String({ description: 'access key; also AWS_ACCESS_KEY_ID' }),
        secretKey: Secret('of that access key; also AWS_SECRET_ACCESS_KEY'),
        sessionToken: Secret('where the access key is one that ends; also AWS_SESSION_TOKEN'),
      },
      closed,
    ),
    log: Type.Object({ level: Type.String({ pattern: '^(silent|error|warn|info|debug)$' }) }, closed),
  },
  closed,
);

export type Config = Static<typeof ConfigSchema>;

export const DEFAULTS: Config = {
  tenant: 'main',
  data: '.redress',
  desk: { address: 'notices@desk.example', name: 'Redress desk' },
  database: { url: '', flavor: 'auto' },
  smtp: {
    host: '127.0.0.1',
    port: 2525,
    maxBytes: 25 * 1024 * 1024,
    connectionsPerNetwork: 5,
    lettersPerMinute: 300,
    tlsKey: '',
    tlsCert: '',
  },
  api: { enabled: false, host: '127.0.0.1', port: 2580 },
  imap: {
    host: '',
    port: 993,
    user: '',
    passwordFile: '',
    tls: 'implicit',
    ca: '',
    folder: 'INBOX',
    after: 'move',
    takenFolder: 'Redress/Taken',
    pollSeconds: 60,
    oldestDays: 30,
  },
  mail: {
    host: '127.0.0.1',
    port: 25,
    user: '',
    password: '',
    requireTls: true,
    dkimDomain: '',
    dkimSelector: 'redress',
    dkimKey: '',
  },
  dns: { zoneFile: '' },
  authorities: '',
  messenger: {
    api: '',
    origin: 'https://chat.example',
    adminToken: '',
    memberToken: '',
    fingerprints: true,
  },
  gate: { enabled: false, host: '127.0.0.1', port: 2590, url: '', alike: 'hold' },
  jobs: { workers: 4, sweepSeconds: 5, leaseSeconds: 120 },
  look: { again: '1h,24h,7d' },
  law: { folder: '', jurisdictions: 'all', ruledOut: '' },
  clocks: { lookSeconds: 15 },
  alarms: { mail: '', webhook: '', webhookSecret: '' },
  webhooks: { private: false },
  s3: { endpoint: '', region: 'us-east-1', keyId: '', secretKey: '', sessionToken: '' },
  log: { level: 'info' },
};

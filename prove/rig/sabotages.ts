// Ways to break the desk that the proofs must notice. Each is an exact replacement of text in a copy of the tree, with the proof
// that must fail and what that proof must name. A text that is no longer there is an error: the list follows the code.

export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

export interface Sabotage {
  readonly name: string;
  readonly says: string;
  readonly edits: readonly Edit[];
  readonly proof: 'kill' | 'power-cut' | 'answers';
  readonly args: readonly string[];
  /** The list in the proof's verdict that must not be empty. */
  readonly names: string;
}

const KILLS = [
  '--seed',
  '1',
  '--patience',
  '30',
  '--target',
  'desk',
  '--kills',
  '6',
  '--letters',
  '72',
  '--reviewed',
  '0.15',
];
const CALM = [
  '--seed',
  '1',
  '--patience',
  '45',
  '--target',
  'desk',
  '--kills',
  '1',
  '--letters',
  '16',
  '--reviewed',
  '0.8',
];
const CUTS = ['--seed', '1', '--cuts', '4'];
const ANSWERS = ['--seed', '1', '--kills', '8', '--patience', '40'];

const DURABLE = 'src/adapters/vault/durable.ts';
const CASES = 'src/adapters/store/postgres/cases.ts';
const RUNNING = 'src/workflow/run-task.ts';
const WRITING = 'src/adapters/store/postgres/write-change.ts';

export const SABOTAGES: readonly Sabotage[] = [
  {
    name: 'no-fsync',
    says: 'a letter is written and acknowledged without any sync',
    edits: [
      { file: DURABLE, find: '      await file.sync();\n', put: '' },
      { file: DURABLE, find: '    await handle.sync();\n', put: '' },
    ],
    proof: 'power-cut',
    args: CUTS,
    names: 'lost',
  },
  {
    name: 'no-folder-fsync',
    says: 'the bytes are synced, their name in the folder is not',
    edits: [{ file: DURABLE, find: '    await handle.sync();\n', put: '' }],
    proof: 'power-cut',
    args: CUTS,
    names: 'lost',
  },
  {
    name: 'ack-before-keep',
    says: '250 goes out a moment before the letter is on disk',
    edits: [
      {
        file: 'src/entry/email/smtp-listener.ts',
        find: '  const kept = await ports.accept({ envelope: envelopeOf(session, ports), raw });\n',
        put: `  const envelope = envelopeOf(session, ports);
  setTimeout(() => void ports.accept({ envelope, raw }).then(() => ports.onKept()), 150);
  const kept = { kind: 'kept' } as Kept;
`,
      },
    ],
    proof: 'kill',
    args: KILLS,
    names: 'lost',
  },
  {
    name: 'outbox-outside-transaction',
    says: 'tasks are written after the commit, over a connection of their own',
    edits: [
      {
        file: CASES,
        find: '  const memory = caseMemory();\n',
        put: '  const memory = caseMemory();\n  Object.assign(globalThis, { sabotage: db });\n',
      },
      {
        file: WRITING,
        find: '  await writeTasks(trx, writer, id, change.tasks);\n',
        put: `  const own = (globalThis as unknown as { readonly sabotage: Writing }).sabotage;
  setTimeout(() => void writeTasks(own, writer, id, change.tasks).catch(() => undefined), 250);
`,
      },
    ],
    proof: 'kill',
    args: KILLS,
    names: 'neverLookedUp',
  },
  {
    name: 'no-content-key',
    says: 'a letter that comes again is not recognised',
    edits: [
      {
        file: CASES,
        find: '      content_key: letter.contentKey,\n',
        put: '      content_key: letter.id,\n',
      },
    ],
    proof: 'kill',
    args: KILLS,
    names: 'duplicateCases',
  },
  {
    name: 'fresh-key-each-try',
    says: 'each try of the same act comes to the platform as a new order',
    edits: [
      {
        file: RUNNING,
        find: 'held, work, `${task.case}/${task.key}`',
        put: 'held, work, `${task.case}/${task.key}/${task.attempt}`',
      },
    ],
    proof: 'kill',
    args: CALM,
    names: 'doubleEffects',
  },
  {
    name: 'neighbour-hidden',
    says: 'the message after the reported one is hidden',
    edits: [
      {
        file: 'src/adapters/connectors/messenger/hide.ts',
        find: '    params: { id: copy.message },\n',
        put: '    params: { id: String(Number(copy.message) + 1) },\n',
      },
    ],
    proof: 'kill',
    args: CALM,
    names: 'wrongRemovals',
  },
  {
    name: 'fresh-message-id',
    says: 'each try of the same answer goes out as a new mail',
    edits: [
      {
        file: RUNNING,
        find: 'return sendReply(task.id, state,',
        put: 'return sendReply(`${task.id}-${task.attempt}` as typeof task.id, state,',
      },
    ],
    proof: 'answers',
    args: ANSWERS,
    names: 'answeredTwice',
  },
  {
    name: 'fresh-key-each-telling',
    says: 'each try to tell an account of the same decision comes to the platform as a new order',
    edits: [
      {
        file: RUNNING,
        find: 'sendReasons(here, work, `${task.case}/${task.key}`',
        put: 'sendReasons(here, work, `${task.case}/${task.key}/${task.attempt}`',
      },
    ],
    proof: 'answers',
    args: ANSWERS,
    names: 'noticesTwice',
  },
  {
    name: 'done-before-sent',
    says: 'the task of an answer is ended before the answer goes out',
    edits: [
      {
        file: RUNNING,
        find: '  const outcome = await perform(task, clock, settings, ports);\n',
        put: `  if (task.work.kind === 'reply') await ports.outbox.finish(task);
  const outcome = await perform(task, clock, settings, ports);
`,
      },
    ],
    proof: 'answers',
    args: ANSWERS,
    names: 'unanswered',
  },
];

/** What the clean tree must pass, so that a failure above is the sabotage's. */
export const CLEAN_RUNS = [
  { proof: 'power-cut', args: CUTS },
  { proof: 'kill', args: KILLS },
  { proof: 'kill', args: CALM },
  { proof: 'answers', args: ANSWERS },
] as const;

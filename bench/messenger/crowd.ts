// Members who are connected: a process of its own that opens a live stream for each and notes when each message reaches each.
// Answers a question a line. Times are wall-clock milliseconds with fractions, the same for all processes of one machine.
import { get, type IncomingMessage } from 'node:http';
import { answerLines } from '../harness/answer-lines.ts';

type Question =
  | { readonly open: readonly string[]; readonly url: string }
  | { readonly take: 'all' }
  | { readonly count: 'now' };

export interface Heard {
  /** Milliseconds from when a message was to be sent until a member had it. */
  readonly latenciesMs: readonly number[];
  /** Streams that ended by themselves. */
  readonly ended: number;
}

/** As many connections are opened at once. */
const AT_ONCE = 50;
const SENT = /"text":"t=(\d+\.\d+)/g;

let latenciesMs: number[] = [];
let ended = 0;

function now(): number {
  return performance.timeOrigin + performance.now();
}

function hear(response: IncomingMessage): void {
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (text: string) => {
    const at = now();
    rest += text;
    const whole = rest.lastIndexOf('\n\n') + 2;
    for (const [, sent] of rest.slice(0, whole).matchAll(SENT)) latenciesMs.push(at - Number(sent));
    rest = rest.slice(whole);
  });
  response.on('close', () => (ended += 1));
  response.on('error', () => undefined);
}

/** Resolves when the stream has said hello. */
function open(url: string, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    get(`${url}/api/stream`, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200)
        return reject(new Error(`a stream was refused: ${response.statusCode}`));
      response.once('data', () => resolve());
      hear(response);
    }).on('error', reject);
  });
}

async function openAll(url: string, tokens: readonly string[]): Promise<void> {
  for (let at = 0; at < tokens.length; at += AT_ONCE) {
    await Promise.all(tokens.slice(at, at + AT_ONCE).map((token) => open(url, token)));
  }
}

await answerLines(async (question: Question): Promise<object> => {
  if ('open' in question) {
    await openAll(question.url, question.open);
    return { opened: question.open.length };
  }
  if ('count' in question) return { heard: latenciesMs.length };
  const heard: Heard = { latenciesMs: latenciesMs.map((ms) => Math.round(ms * 100) / 100), ended };
  latenciesMs = [];
  return heard;
});
process.exit(0);

// A raw SMTP client: sends the very bytes it is given and hands back replies one by one. No library, so that it can misbehave.
import net from 'node:net';

export interface SmtpClient {
  /** Sends bytes as they are. */
  write(bytes: string | Buffer): void;
  /** The next whole reply, `250 ok` or the last line of several; `closed` when the peer has hung up. */
  reply(): Promise<string>;
  /** Sends one line and waits for its reply. */
  say(line: string): Promise<string>;
  /** Greets, names sender and recipients and begins DATA. Throws on the first refusal. */
  beginData(...recipients: readonly string[]): Promise<void>;
  /** Cuts the connection as a power cut would. */
  cut(): void;
}

const open = new Set<net.Socket>();

/** Cuts every connection that a test left open. */
export function cutAll(): void {
  for (const socket of open) socket.destroy();
  open.clear();
}

const LAST_LINE = /^\d{3} .*$/;

/** Connects; the greeting is the first `reply()`. */
export async function smtpClient(port: number): Promise<SmtpClient> {
  const socket = net.connect({ host: '127.0.0.1', port });
  open.add(socket);
  const replies: string[] = [];
  const waiting: ((reply: string) => void)[] = [];
  const deliver = (reply: string): void => {
    const next = waiting.shift();
    if (next === undefined) replies.push(reply);
    else next(reply);
  };
  let rest = '';
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (LAST_LINE.test(line)) deliver(line);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const give of waiting.splice(0)) give('closed');
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  const reply = (): Promise<string> => {
    const known = replies.shift() ?? (socket.closed ? 'closed' : undefined);
    return known === undefined ? new Promise((give) => waiting.push(give)) : Promise.resolve(known);
  };
  const say = (line: string): Promise<string> => {
    socket.write(`${line}\r\n`);
    return reply();
  };
  const expect = async (code: string, answer: Promise<string>): Promise<void> => {
    const line = await answer;
    if (!line.startsWith(code)) throw new Error(`expected ${code}, heard: ${line}`);
  };
  return {
    write: (bytes) => void socket.write(bytes),
    reply,
    say,
    async beginData(...recipients) {
      await expect('250', say('MAIL FROM:<takedown@maru-board.example>'));
      for (const recipient of recipients) await expect('250', say(`RCPT TO:<${recipient}>`));
      await expect('354', say('DATA'));
    },
    cut: () => socket.destroy(),
  };
}

/** Connects and gets the greetings over. */
export async function greeted(port: number): Promise<SmtpClient> {
  const client = await smtpClient(port);
  const answers = [await client.reply(), await client.say('EHLO mx.maru-board.example')];
  if (!answers.every((answer) => /^2[25]0/.test(answer)))
    throw new Error(`not welcome: ${answers.join(' | ')}`);
  return client;
}

/** Hands over one mail as it is, dots doubled (RFC 5321, 4.5.2), and insists that it is taken. @param from empty: the null return path */
export async function handOver(port: number, raw: Buffer, from: string, to: string): Promise<void> {
  const client = await greeted(port);
  const stuffed = raw.toString('latin1').replace(/(^|\r\n)\./g, '$1..');
  const answers = [await client.say(`MAIL FROM:<${from}>`), await client.say(`RCPT TO:<${to}>`)];
  answers.push(await client.say('DATA'));
  client.write(Buffer.from(`${stuffed.replace(/(?:\r\n)?$/, '\r\n')}.\r\n`, 'latin1'));
  answers.push(await client.reply());
  await client.say('QUIT');
  client.cut();
  if (answers.map((line) => line.slice(0, 3)).join(' ') !== '250 250 354 250')
    throw new Error(`not taken: ${answers.join(' | ')}`);
}

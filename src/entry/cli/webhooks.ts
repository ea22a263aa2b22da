// `redress webhooks`: programs that are told of cases, with what waits for each and what could not be told.
import { addWebhookPayload, removeWebhookPayload } from '../../domain/access/hook-payload.ts';
import { caseId, decisionId } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { testBody } from '../../domain/view/hook-event.ts';
import type { DeliveryKey, WebhookState } from '../../ports/webhooks.ts';
import { addWebhook, removeWebhook } from '../../workflow/add-webhook.ts';
import { secretOf } from '../../workflow/send-webhooks.ts';
import { signingTime } from './desk-now.ts';
import { language } from './language.ts';
import { CommandError, EXIT, type Output, refused } from './output.ts';
import { signerNamed, type SigningOptions } from './signing.ts';
import type { Desk, Wiring } from './wiring.ts';

/** In one language: what is typed after it is a program's. */
const say = (words: { readonly en: string; readonly ko: string }): string => words[language()];

export async function addWebhookCommand(
  wiring: Wiring,
  desk: Desk,
  { name, url }: { readonly name: string; readonly url: string },
  options: SigningOptions,
  output: Output,
): Promise<void> {
  const { webhooks, sealing, isUrl, newSecret } = await desk.hooks();
  if (!isUrl(url))
    throw new CommandError(
      'webhook.insecure',
      'this is no https address without a password',
      'name an https address; http only with REDRESS_WEBHOOKS_PRIVATE=true',
      EXIT.usage,
    );
  const signer = await signerNamed(wiring, desk, options);
  const secret = newSecret();
  const asked = { name, url, secret: desk.digests.sha256(secret) };
  const act = { id: decisionId(desk.ids.fresh()), at: await signingTime(desk) };
  const signature = signer.sign(addWebhookPayload(asked, { ...act, by: signer.person }));
  const ports = { ...desk, webhooks, sealing };
  const added = await addWebhook({ asked, secret, person: options.as, act, signature }, act.at, ports);
  if (!added.ok) throw refused(added.error);
  output.result({ name, url, secret }, [
    say({
      en: `${name}: told of cases from now on. Its secret, shown this once:`,
      ko: `${name}: 지금부터 사건 소식을 받습니다. 비밀값은 지금 한 번만 보여 드립니다.`,
    }),
    secret,
  ]);
}

export async function listWebhooks(desk: Desk, output: Output): Promise<void> {
  const { webhooks } = await desk.hooks();
  const names = new Map((await desk.people.list()).map(({ id, name }) => [id, name]));
  const rows = (await webhooks.list()).map(({ name, url, waiting, dead, addedAt, addedBy }) => ({
    ...{ name, url, waiting, dead },
    ...{ addedAt: utc(addedAt), addedBy: names.get(addedBy) ?? addedBy },
  }));
  const none = say({
    en: 'None. `redress webhooks add NAME URL` adds one.',
    ko: '없습니다. `redress webhooks add 이름 주소`로 더합니다.',
  });
  const lines = rows.map(({ name, url, waiting, dead }) => `${name}  ${url}  ${stands(waiting, dead)}`);
  output.result({ webhooks: rows }, lines.length === 0 ? [none] : lines);
}

const stands = (waiting: number, dead: number): string =>
  say({ en: `${waiting} waiting, ${dead} given up`, ko: `대기 ${waiting}, 포기 ${dead}` });

export async function removeWebhookCommand(
  wiring: Wiring,
  desk: Desk,
  name: string,
  options: SigningOptions,
  output: Output,
): Promise<void> {
  const { webhooks } = await desk.hooks();
  const { id } = await named(desk, name);
  const signer = await signerNamed(wiring, desk, options);
  const act = { id: decisionId(desk.ids.fresh()), at: await signingTime(desk) };
  const signature = signer.sign(removeWebhookPayload(id, { ...act, by: signer.person }));
  const asked = { webhook: id, person: options.as, act, signature };
  const removed = await removeWebhook(asked, act.at, { ...desk, webhooks });
  if (!removed.ok) throw refused(removed.error);
  output.result({ removed: name }, [
    say({ en: `${name}: it is told nothing any more.`, ko: `${name}: 더는 소식을 받지 않습니다.` }),
  ]);
}

/** Sent from here, at once, and not through the desk's line. */
export async function testWebhook(desk: Desk, name: string, output: Output): Promise<void> {
  const { webhooks, sealing, call } = await desk.hooks();
  const webhook = await named(desk, name);
  const secret = await secretOf(webhook, { webhooks, sealing });
  if (secret === undefined)
    throw new CommandError('webhook.secret-lost', 'its secret cannot be opened', 'remove it and add it anew');
  const at = desk.clock();
  const answer = await call(
    { url: webhook.url, secret },
    { id: `test_${desk.ids.fresh()}`, body: testBody(utc(at)), at },
  );
  if (answer.kind === 'failed')
    throw new CommandError(answer.code, `${name} did not take a test message`, 'docs/errors.md has the cure');
  output.result({ tested: name }, [
    say({ en: `${name}: took a test message.`, ko: `${name}: 시험 소식을 받았습니다.` }),
  ]);
}

export async function deadWebhook(
  desk: Desk,
  name: string,
  { limit, after }: { readonly limit: number; readonly after?: string },
  output: Output,
): Promise<void> {
  const { webhooks } = await desk.hooks();
  const { id } = await named(desk, name);
  const rows = await webhooks.dead(id, limit + 1, after === undefined ? undefined : keyIn(id, after));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last !== undefined ? `${last.case}/${last.seq}` : null;
  const dead = page.map(({ number, seq, code, attempts, deadAt }) => ({
    ...{ case: number, version: seq, code, tries: attempts, at: utc(deadAt) },
  }));
  output.result({ dead, next }, [
    ...dead.map((one) => `${one.case}  ${one.version}  ${one.code}  ${one.tries}  ${one.at}`),
    ...(next === null ? [] : [`--after ${next}`]),
    say(
      dead.length === 0
        ? { en: 'Nothing was given up.', ko: '포기한 것이 없습니다.' }
        : { en: `Again: redress webhooks again ${name}`, ko: `다시 보내기: redress webhooks again ${name}` },
    ),
  ]);
}

export async function sendAgainTo(desk: Desk, name: string, output: Output): Promise<void> {
  const { webhooks } = await desk.hooks();
  const again = await webhooks.again((await named(desk, name)).id, desk.clock());
  output.result({ again }, [
    say({ en: `${again} back in line; a serving desk sends them.`, ko: `${again}건을 다시 보냅니다.` }),
  ]);
}

function keyIn(webhook: string, after: string): DeliveryKey {
  const [, of, seq] = /^([0-9a-f-]{36})\/(\d{1,9})$/.exec(after) ?? [];
  if (of === undefined)
    throw new CommandError('usage', 'this is no --after of a list', undefined, EXIT.usage);
  return { webhook, case: caseId(of), seq: Number(seq) };
}

async function named(desk: Desk, name: string): Promise<WebhookState> {
  const { webhooks } = await desk.hooks();
  const found = (await webhooks.list()).find((one) => one.name === name);
  if (found !== undefined) return found;
  throw new CommandError('webhook.unknown', `there is no webhook ${name}`, '`redress webhooks list`');
}

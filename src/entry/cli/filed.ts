// `redress filed`: mail that is no notice, why it is none, and its case where a person finds that it is one.
import { openFiledPayload } from '../../domain/decision/payload.ts';
import { decisionId, letterId } from '../../domain/kernel/ids.ts';
import { kst, utc } from '../../domain/kernel/instant.ts';
import type { FiledAs } from '../../domain/notice/filing.ts';
import type { FiledRow } from '../../ports/filed.ts';
import { openFiled } from '../../workflow/open-filed.ts';
import { signingTime } from './desk-now.ts';
import { CommandError, type Output, refused } from './output.ts';
import { printable } from './printable.ts';
import { type ReaderOptions, recorded } from './recorded.ts';
import { type SigningOptions, signerNamed } from './signing.ts';
import type { Desk, Wiring } from './wiring.ts';

const AS: Readonly<Record<FiledAs, string>> = {
  bounce: 'a report of a mail server / 반송 알림',
  'automatic-answer': 'an automatic answer / 자동 회신',
  newsletter: 'a newsletter / 뉴스레터',
};

export async function listFiled(
  desk: Desk,
  { limit, ...reader }: ReaderOptions & { readonly limit: number },
  output: Output,
): Promise<void> {
  const rows = await desk.filed.list(limit);
  await recorded(desk, reader, { what: 'filed', case: null });
  const lines = rows.map(
    (row) =>
      `${row.id}  ${utc(row.receivedAt)}  ${row.as.padEnd(16)}  ${shown(row.from)}${row.opened === null ? '' : `  case ${row.opened}`}`,
  );
  output.result(
    { filed: rows.map(filedJson) },
    lines.length === 0 ? ['Nothing is filed. / 보관된 메일이 없습니다.'] : lines,
  );
}

export async function showFiled(
  desk: Desk,
  id: string,
  { raw, ...reader }: ReaderOptions & { readonly raw?: boolean },
  output: Output,
): Promise<void> {
  const row = await filedMail(desk, id);
  await recorded(desk, reader, { what: raw === true ? 'filed-letter' : 'filed', case: null, part: row.id });
  if (raw === true) {
    const bytes = await desk.vault.get(row.rawDigest);
    if (bytes === undefined)
      throw new CommandError('filed.raw-lost', 'the mail is not in the vault', 'run `redress doctor`');
    if (output.json) output.result({ id, raw: Buffer.from(bytes).toString('base64') }, []);
    else process.stdout.write(bytes);
    return;
  }
  const about = row.about === null ? null : ((await desk.cases.load(row.about))?.number ?? null);
  output.result({ ...filedJson(row), about, evidence: row.evidence }, [
    `${row.id}  filed as ${AS[row.as]}`,
    `  received  ${utc(row.receivedAt)}  (${kst(row.receivedAt)})`,
    `  from      ${shown(row.from)}  (not proven / 증명되지 않음)`,
    ...(about === null ? [] : [`  about     a mail of case ${about}`]),
    row.opened === null
      ? `  a notice? redress filed open ${row.id} --as NAME  (read it: redress filed show ${row.id} --raw)`
      : `  opened    case ${row.opened}`,
  ]);
}

export async function openFiledCommand(
  wiring: Wiring,
  desk: Desk,
  id: string,
  options: SigningOptions,
  output: Output,
): Promise<void> {
  const row = await filedMail(desk, id);
  const signer = await signerNamed(wiring, desk, options);
  const at = await signingTime(desk);
  const act = { id: decisionId(desk.ids.fresh()), at };
  const signature = signer.sign(openFiledPayload(row, { ...act, by: signer.person }));
  const intake = await desk.intake();
  try {
    const request = { letter: row.id, person: options.as, act, signature };
    const opened = await openFiled(request, at, intake.identity, { ...desk, mail: intake.mail });
    if (!opened.ok) throw refused(opened.error);
    output.result({ opened: opened.value, id }, [
      `${opened.value}: opened from filed mail ${id}, signed by ${options.as}`,
    ]);
  } finally {
    await intake.close();
  }
}

async function filedMail(desk: Desk, id: string): Promise<FiledRow> {
  const row = await desk.filed.get(letterId(id));
  if (row !== undefined) return row;
  throw new CommandError('filed.unknown', `no mail ${id} was filed`, '`redress filed list` names them');
}

const shown = (from: string | null): string => (from === null ? '-' : printable(from));

const filedJson = ({ id, receivedAt, as, from, opened }: FiledRow): object => ({
  id,
  receivedAt: utc(receivedAt),
  as,
  from,
  opened,
});

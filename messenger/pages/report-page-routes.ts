// Addresses of the report form without script. A form of another site is refused; the answer to a link is the same wherever it leads.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { maybeSignedIn } from '../http/identity.ts';
import { Problem } from '../http/problems.ts';
import { REPORT_REASONS } from '../reports/reasons.ts';
import { progressOf, storeReport } from '../reports/reports.ts';
import { findTarget } from '../reports/targets.ts';
import { requireSameOrigin } from './browser-session.ts';
import { sendPage, visitOf } from './layout.ts';
import { reportForm, type ReportFaults, type ReportForm, reportReceipt, reportState } from './report-page.ts';

const FORM = 'application/x-www-form-urlencoded';
/** 4,000 characters of Korean are nine bytes each in a form. */
const MAX_FORM_BYTES = 48 * 1024;
const LONGEST = { link: 500, words: 4_000, contact: 200, code: 40 } as const;
const EMPTY: ReportForm = { link: '', reasons: [], words: '', contact: '' };
const UNPROCESSABLE = 422;
const TOO_MANY = 429;

/** Registers the pages of reports. */
export function reportPageRoutes(app: FastifyInstance, context: Context): void {
  const onRequest = maybeSignedIn(context.database);
  app.get('/report', { onRequest }, (request, reply) => {
    const link = new URL(request.url, 'http://page.invalid').searchParams.get('link') ?? '';
    return sendForm(request, reply, { ...EMPTY, link: cut(link, 'link') });
  });
  app.get('/report/state', { onRequest }, (request, reply) => sendState(request, reply));
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      FORM,
      { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    scope.post('/report', { onRequest }, (request, reply) => submitReport(context, request, reply));
    scope.post('/report/state', { onRequest }, (request, reply) => submitCode(context, request, reply));
  });
}

async function submitReport(context: Context, request: FastifyRequest, reply: FastifyReply) {
  requireSameOrigin(context, request);
  const form = formOf(request.body);
  const { link, reasons, words, contact } = form;
  const noReason: ReportFaults = reasons.length === 0 ? { reasons: true } : {};
  try {
    context.meters.report.take(request.ip);
    const target = await findTarget(context.database, { link }, null, context.origin);
    if (reasons.length === 0) return await sendForm(request, reply, form, noReason);
    const code = await storeReport(context.database, null, {
      target,
      reasons,
      ...(words === '' ? {} : { words }),
      ...(contact === '' ? {} : { contact }),
    });
    const visit = visitOf(request);
    return await sendPage(
      reply,
      visit,
      { title: visit.words.reportDone, main: reportReceipt(visit, code) },
      201,
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'rate.limited') return sendForm(request, reply, form, { slow: true }, TOO_MANY);
    if (error.code !== 'report.link-foreign') throw error;
    return sendForm(request, reply, form, { ...noReason, link: true });
  }
}

async function submitCode(context: Context, request: FastifyRequest, reply: FastifyReply) {
  requireSameOrigin(context, request);
  const code = cut(fieldsOf(request.body).get('code') ?? '', 'code');
  try {
    context.meters.report.take(request.ip);
    return await sendState(request, reply, await progressOf(context.database, code));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'rate.limited') return sendState(request, reply, 'slow', TOO_MANY);
    if (error.code !== 'report.unknown') throw error;
    return sendState(request, reply, 'unknown', 404);
  }
}

function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  form: ReportForm,
  faults: ReportFaults = {},
  status = Object.keys(faults).length === 0 ? 200 : UNPROCESSABLE,
): Promise<FastifyReply> {
  const visit = visitOf(request);
  const main = reportForm(visit, form, faults);
  return sendPage(reply, visit, { title: visit.words.report, main }, status);
}

function sendState(
  request: FastifyRequest,
  reply: FastifyReply,
  found?: Parameters<typeof reportState>[1],
  status = 200,
): Promise<FastifyReply> {
  const visit = visitOf(request);
  const main = reportState(visit, found);
  return sendPage(reply, visit, { title: visit.words.report, main }, status);
}

function formOf(body: unknown): ReportForm {
  const fields = fieldsOf(body);
  const chosen = fields.getAll('reason');
  return {
    link: cut(fields.get('link') ?? '', 'link'),
    reasons: REPORT_REASONS.filter((reason) => chosen.includes(reason)),
    words: cut(fields.get('words') ?? '', 'words'),
    contact: cut(fields.get('contact') ?? '', 'contact'),
  };
}

function fieldsOf(body: unknown): URLSearchParams {
  return body instanceof URLSearchParams ? body : new URLSearchParams();
}

function cut(text: string, field: keyof typeof LONGEST): string {
  return text.trim().slice(0, LONGEST[field]);
}

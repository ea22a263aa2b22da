// Reporting for whoever holds a link, without an account and without script: the form, the receipt, what became of it.
// A report sent here carries no name, also when the browser is signed in.
import { type Html, html } from './html.ts';
import type { Visit } from './layout.ts';
import { fill, type Words } from './words.ts';
import { REASON_WORDS, REPORT_PROMISE, REPORT_REASONS, type ReportReason } from '../reports/reasons.ts';
import type { ReportProgress, ReportState } from '../reports/reports.ts';

/** What was written, so that nothing is lost when something is missing. */
export interface ReportForm {
  readonly link: string;
  readonly reasons: readonly ReportReason[];
  readonly words: string;
  readonly contact: string;
}

export interface ReportFaults {
  readonly link?: true;
  readonly reasons?: true;
  readonly slow?: true;
}

/** The form, with what is wrong said beside its field. */
export function reportForm(visit: Visit, form: ReportForm, faults: ReportFaults): Html {
  const { words, language } = visit;
  return html`<h1>${words.reportTitle}</h1>
<p class="lead">${words.reportLead}</p>
<p class="promise">${REPORT_PROMISE[language]}</p>
${faults.slow === undefined ? undefined : html`<p class="refused" role="alert">${words.reportSlow}</p>`}
<form class="report" method="post" action="/report?lang=${language}">
  <label>${words.reportLink}<input name="link" value="${form.link}" maxlength="500" autocomplete="off" inputmode="url" aria-describedby="link-hint${faults.link === undefined ? '' : ' link-fault'}" required></label>
  <p class="hint" id="link-hint">${words.reportLinkHint}</p>
  ${faults.link === undefined ? undefined : html`<p class="refused" id="link-fault" role="alert">${words.reportLinkForeign}</p>`}
  <fieldset ${faults.reasons === undefined ? undefined : html`aria-describedby="reason-fault"`}>
    <legend>${words.reportWhy}</legend>
    ${faults.reasons === undefined ? undefined : html`<p class="refused" id="reason-fault" role="alert">${words.reportNoReason}</p>`}
    ${REPORT_REASONS.map((reason) => reasonChoice(visit, reason, form.reasons.includes(reason)))}
  </fieldset>
  <label>${words.reportWords}<textarea name="words" rows="4" maxlength="4000">${form.words}</textarea></label>
  <label>${words.reportContact}<input name="contact" value="${form.contact}" maxlength="200" autocomplete="off" aria-describedby="contact-hint"></label>
  <p class="hint" id="contact-hint">${words.reportContactHint}</p>
  <button class="button primary">${words.reportSend}</button>
</form>
<p class="other-door"><a href="/report/state">${words.reportStateTitle}</a></p>`;
}

function reasonChoice({ language }: Visit, reason: ReportReason, checked: boolean): Html {
  return html`<label class="choice"><input type="checkbox" name="reason" value="${reason}" ${
    checked ? html`checked` : undefined
  }><span>${REASON_WORDS[reason][language]}</span></label>`;
}

/** The receipt. Shown once. */
export function reportReceipt({ words }: Visit, code: string): Html {
  return html`<h1>${words.reportDone}</h1>
<p class="lead">${words.reportNext}</p>
<h2>${words.reportCode}</h2>
<p class="code">${code}</p>
<p>${words.reportCodeLead}</p>
<p class="more"><a href="/report/state">${words.reportStateTitle}</a></p>`;
}

const STATE_WORDS: Readonly<Record<ReportState, keyof Words>> = {
  received: 'reportReceived',
  looking: 'reportLooking',
  acted: 'reportActed',
  declined: 'reportDeclined',
};

/** Asking with the code; below it what is known, or that the code is unknown. The code is not written into the page again. */
export function reportState(visit: Visit, found: ReportProgress | 'unknown' | 'slow' | undefined): Html {
  const { words } = visit;
  return html`<h1>${words.reportStateTitle}</h1>
${found === undefined ? undefined : stateFound(visit, found)}
<form method="post" action="/report/state?lang=${visit.language}">
  <label>${words.reportCode}<input name="code" maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="code-hint" required></label>
  <p class="hint" id="code-hint">${words.reportStateLead}</p>
  <button class="button primary">${words.reportStateAsk}</button>
</form>
<p class="other-door"><a href="/report">${words.reportTitle}</a></p>`;
}

function stateFound(visit: Visit, found: ReportProgress | 'unknown' | 'slow'): Html {
  const { words, language } = visit;
  if (found === 'unknown') return html`<p class="refused" role="alert">${words.reportStateUnknown}</p>`;
  if (found === 'slow') return html`<p class="refused" role="alert">${words.reportSlow}</p>`;
  const moment = new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Seoul',
  });
  return html`<p class="promise" role="status">${words[STATE_WORDS[found.state]]}</p>
<p class="quiet">${fill(words.reportSince, { at: moment.format(found.receivedAt), changed: moment.format(found.stateAt) })}</p>
<ul class="reasons">${found.reasons.map((reason) => html`<li>${REASON_WORDS[reason][language]}</li>`)}</ul>`;
}

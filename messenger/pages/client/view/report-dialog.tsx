// Telling the platform about a message, a picture, a person or a room; then the receipt, shown once.
import { useEffect, useRef, useState } from 'preact/hooks';
import { REASON_WORDS, REPORT_PROMISE, REPORT_REASONS } from '../../../reports/reasons.ts';
import { fill, type Words } from '../../words.ts';
import { keysOf, type Reported, targetOf } from '../model/reported.ts';
import { ask } from '../net/api.ts';
import { Dialog } from './dialog.tsx';
import { useApp } from './use-app.ts';

export function ReportDialog({ about }: { readonly about: Reported }) {
  const { words, close } = useApp();
  const [code, setCode] = useState<string>();
  return (
    <Dialog title={code === undefined ? words.reportTitle : words.reportDone} look="panel" onClose={close}>
      {code === undefined ? <Form about={about} onDone={setCode} /> : <Receipt code={code} />}
    </Dialog>
  );
}

function Form({ about, onDone }: { readonly about: Reported; onDone(code: string): void }) {
  const app = useApp();
  const { words, language } = app;
  const [busy, setBusy] = useState(false);
  const [noReason, setNoReason] = useState(false);
  const keys = keysOf(about);
  const send = async (form: FormData) => {
    const reasons = form.getAll('reason');
    setNoReason(reasons.length === 0);
    if (reasons.length === 0) return;
    setBusy(true);
    try {
      const given = form.get('key') === null ? {} : { keys };
      const sent = { target: targetOf(about), reasons, ...textsOf(form), ...given };
      onDone((await ask<{ code: string }>('POST', '/api/reports', sent)).code);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="form report-form"
      onSubmit={(event) => {
        event.preventDefault();
        send(new FormData(event.currentTarget)).catch(app.sayFailed);
      }}
    >
      <p>
        <strong>{named(about, words)}</strong>
      </p>
      <p>{words.reportLead}</p>
      <p class="promise">{REPORT_PROMISE[language]}</p>
      <fieldset aria-describedby={noReason ? 'no-reason' : undefined}>
        <legend>{words.reportWhy}</legend>
        {noReason && (
          <p id="no-reason" class="fault" role="alert">
            {words.reportNoReason}
          </p>
        )}
        {REPORT_REASONS.map((reason) => (
          <label key={reason} class="choice">
            <input type="checkbox" name="reason" value={reason} />
            <span>{REASON_WORDS[reason][language]}</span>
          </label>
        ))}
      </fieldset>
      {keys.length > 0 && <GiveKey />}
      <div class="field">
        <label>
          {words.reportWords}
          <textarea name="words" rows={3} maxLength={4_000} />
        </label>
      </div>
      <div class="field">
        <label>
          {words.reportContact}
          <input name="contact" maxLength={200} autocomplete="off" aria-describedby="contact-hint" />
        </label>
        <p class="hint" id="contact-hint">
          {words.reportContactHint}
        </p>
      </div>
      <button type="submit" class="button primary" disabled={busy}>
        {words.reportSend}
      </button>
    </form>
  );
}

/** Not ticked: whoever reports decides, and the report counts without it. */
function GiveKey() {
  const { words } = useApp();
  return (
    <label class="choice">
      <input type="checkbox" name="key" />
      <span>
        <span class="choice-title">{words.reportGiveKey}</span>
        <span class="hint">{words.reportGiveKeyHint}</span>
      </span>
    </label>
  );
}

function Receipt({ code }: { readonly code: string }) {
  const app = useApp();
  const { words } = app;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    app.say(words.copied);
  };
  return (
    <section class="receipt">
      <h3 ref={heading} tabIndex={-1}>
        {words.reportCode}
      </h3>
      <p class="receipt-code">{code}</p>
      <p>{words.reportCodeLead}</p>
      <p>{words.reportNext}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={() => void copy().catch(app.sayFailed)}>
          {words.copy}
        </button>
        <a class="button" href="/report/state">
          {words.reportStateTitle}
        </a>
        <button type="button" class="button primary" onClick={app.close}>
          {words.close}
        </button>
      </div>
    </section>
  );
}

function named(about: Reported, words: Words): string {
  switch (about.kind) {
    case 'message':
      return fill(words.reportOfMessage, { name: about.author });
    case 'media':
      return fill(words.reportOfMedia, { name: about.author });
    case 'person':
      return fill(words.reportOfPerson, { name: about.name });
    case 'room':
      return fill(words.reportOfRoom, { title: about.title });
  }
}

function textsOf(form: FormData): { readonly words?: string; readonly contact?: string } {
  const [words, contact] = [form.get('words'), form.get('contact')].map((value) =>
    typeof value === 'string' ? value.trim() : '',
  );
  return { ...(words ? { words } : {}), ...(contact ? { contact } : {}) };
}

// The passkeys of one's account: which there are, adding this device, removing one.
import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../words.ts';
import { ask, Refusal } from '../net/api.ts';
import { Ask } from './dialog.tsx';
import { Sheet } from './sheet.tsx';
import { useApp } from './use-app.ts';

interface Passkey {
  readonly id: string;
  readonly label: string;
  readonly createdAt: string;
  readonly usedAt?: string;
}

const canDo =
  typeof PublicKeyCredential === 'function' && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

export function PasskeysPage() {
  const app = useApp();
  const { words } = app;
  const [known, setKnown] = useState<readonly Passkey[]>();
  const read = async () =>
    setKnown((await ask<{ passkeys: readonly Passkey[] }>('GET', '/api/passkeys')).passkeys);
  useEffect(() => {
    read().catch(app.sayFailed);
  }, [app]);
  return (
    <Sheet title={words.passkeys} back="/me">
      <p>{words.passkeysLead}</p>
      {known?.length === 0 && <p>{words.noPasskeys}</p>}
      <ul class="rows" aria-busy={known === undefined}>
        {known?.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} onGone={read} />
        ))}
      </ul>
      {canDo ? <AddPasskey onAdded={read} /> : <p class="hint">{words.passkeyNotHere}</p>}
    </Sheet>
  );
}

function AddPasskey({ onAdded }: { onAdded(): Promise<void> }) {
  const app = useApp();
  const { words } = app;
  const [busy, setBusy] = useState(false);
  const add = async (label: string) => {
    setBusy(true);
    try {
      await createPasskey(label);
      app.say(words.passkeyAdded);
      await onAdded();
    } catch (error) {
      if (error instanceof Refusal && error.code === 'passkey.too-many') app.say(words.passkeyTooMany);
      else if (error instanceof DOMException || error instanceof Refusal) app.say(words.passkeyFailed);
      else throw error;
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        add(String(new FormData(event.currentTarget).get('label')).trim()).catch(app.sayFailed);
      }}
    >
      <div class="field">
        <label>
          {words.passkeyLabel}
          <input name="label" maxLength={40} required pattern=".*\S.*" autocomplete="off" />
        </label>
      </div>
      <button type="submit" class="button primary" disabled={busy}>
        {words.passkeyAdd}
      </button>
    </form>
  );
}

async function createPasskey(label: string): Promise<void> {
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>('POST', '/api/passkeys/options');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
  if (credential === null) throw new Refusal(0, '');
  await ask('POST', '/api/passkeys', { response: credential.toJSON() as object, label });
}

interface RowParts {
  readonly passkey: Passkey;
  onGone(): Promise<void>;
}

function PasskeyRow({ passkey, onGone }: RowParts) {
  const app = useApp();
  const { words, clock } = app;
  const [asking, setAsking] = useState(false);
  const { id, label, createdAt, usedAt } = passkey;
  const remove = async () => {
    setAsking(false);
    const gone = await ask('DELETE', `/api/passkeys/${id}`).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refusal && error.code === 'passkey.last') return false;
        throw error;
      },
    );
    app.say(gone ? words.passkeyRemoved : words.passkeyLast);
    await onGone();
  };
  return (
    <li class="row">
      <span class="row-text">
        <span class="row-title">{label}</span>
        <span class="row-detail wraps">
          {fill(words.passkeySince, { at: clock.day(createdAt) })}
          {usedAt !== undefined && ` · ${fill(words.passkeyUsed, { at: clock.day(usedAt) })}`}
        </span>
      </span>
      <button
        type="button"
        class="button plain"
        aria-label={`${label}: ${words.passkeyRemove}`}
        onClick={() => setAsking(true)}
      >
        {words.passkeyRemove}
      </button>
      {asking && (
        <Ask
          question={fill(words.passkeyRemoveAsk, { label })}
          yes={words.passkeyRemove}
          onNo={() => setAsking(false)}
          onYes={() => void remove().catch(app.sayFailed)}
        />
      )}
    </li>
  );
}

// The picture of a room or a person, and changing it: a chosen picture goes up and is set at once.
import { useRef, useState } from 'preact/hooks';
import { fill } from '../../words.ts';
import { KINDS, refusalOf } from '../model/outgoing.ts';
import { upload } from '../net/api.ts';
import { Avatar } from './parts.tsx';
import { useApp } from './use-app.ts';

interface PickerParts {
  readonly name: string;
  readonly blob: string | undefined;
  readonly shape: 'person' | 'room';
  readonly active: boolean;
  onPick(blob: string): Promise<void>;
  onRemove(): Promise<void>;
}

const PICTURES = KINDS.filter((kind) => kind.startsWith('image/'));

export function PicturePicker({ name, blob, shape, active, onPick, onRemove }: PickerParts) {
  const app = useApp();
  const { words } = app;
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const pick = async (file: File) => {
    const refusal = PICTURES.includes(file.type) ? refusalOf(file) : 'notAPicture';
    if (refusal !== undefined) return app.say(fill(words[refusal], { name: file.name }));
    setBusy(true);
    try {
      await onPick((await upload(file, () => undefined)).blob);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="picker" aria-busy={busy}>
      <Avatar name={name} blob={blob} shape={shape} />
      {active && (
        <div class="buttons">
          <button type="button" class="button small" disabled={busy} onClick={() => input.current?.click()}>
            {words.changePicture}
          </button>
          {blob !== undefined && (
            <button type="button" class="button plain" onClick={() => void onRemove().catch(app.sayFailed)}>
              {words.removePicture}
            </button>
          )}
          <input
            ref={input}
            type="file"
            accept={PICTURES.join(',')}
            hidden
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file !== undefined) pick(file).catch(app.sayFailed);
            }}
          />
        </div>
      )}
    </div>
  );
}

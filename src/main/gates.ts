// The gates a desk keeps, by platform: of each platform that asks before it stores a file.
import path from 'node:path';
import { messengerGate } from '../adapters/connectors/messenger/gate.ts';
import { keyIn } from '../adapters/crypto/sealing.ts';
import type { Config } from '../config.ts';
import type { Platform } from '../domain/content/locator.ts';
import type { PlatformGate } from '../ports/gate.ts';

const PLATFORM = 'messenger';

/** The key that both sides know is made in the data folder. */
export async function gatesOf({
  gate,
  messenger,
  data,
}: Config): Promise<ReadonlyMap<Platform, PlatformGate>> {
  if (!gate.enabled || messenger.api === '') return new Map();
  const key = await keyIn(path.join(data, 'gate-key'));
  const gateSecret = Buffer.from(key).toString('base64url');
  return new Map([[PLATFORM, messengerGate({ ...messenger, gateSecret })]]);
}

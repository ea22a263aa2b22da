// What a command needs to read and judge one letter as the serving desk would.
import type { Config } from '../config.ts';
import type { Intake } from '../entry/cli/wiring.ts';
import type { Enrolments } from '../ports/enrolments.ts';
import { authoritiesIn } from '../workflow/known-authorities.ts';
import { lawOf } from './law.ts';
import { readerOf } from './parts.ts';

export async function intakeOf(config: Config, enrolments: Enrolments): Promise<Intake> {
  const mail = await readerOf(config, () => Date.now(), 1);
  const identity = {
    address: config.desk.address.toLowerCase(),
    messengerOrigin: config.messenger.origin,
    authoritiesAt: authoritiesIn(enrolments),
    law: await lawOf(config),
  };
  return { identity, mail, close: () => mail.close() };
}

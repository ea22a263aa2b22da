// An order that was kept as JSON becomes an act again.
import { allowAct, refuseAct, type Refusal } from '../gate/decisions.ts';
import type { NewNotice } from '../notices/notices.ts';
import { noticeAct, type Suspension, suspendAct, unsuspendAct } from './account-acts.ts';
import { type Act, type TargetKind, targetAct } from './effects.ts';
import type { Reason } from './reasons.ts';
import { closeRoomAct, openRoomAct } from './room-acts.ts';

/** The act behind a stored request. Throws when the words are none of ours: nothing else writes them. */
export function actOf(request: Act['request']): Act {
  const [verb, kind, id, detail] = request;
  switch (verb) {
    case 'hide':
    case 'show':
    case 'delete':
      return targetAct({
        verb,
        target: { kind: kind as TargetKind, id },
        reason: (detail ?? null) as Reason | null,
      });
    case 'close':
      return closeRoomAct(Number(id), detail as Reason);
    case 'open':
      return openRoomAct(Number(id));
    case 'suspend':
      return suspendAct(Number(id), detail as Suspension);
    case 'unsuspend':
      return unsuspendAct(Number(id));
    case 'allow':
      return allowAct(id);
    case 'refuse':
      return refuseAct(id, detail as Refusal);
    case 'notice':
      return noticeAct(Number(id), detail as NewNotice);
    default:
      throw new Error(`An order was kept that nobody knows: ${verb} ${kind}`);
  }
}

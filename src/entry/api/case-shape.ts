// What leaves of a case. Not here, and so dropped: accounts of whoever posted something, digests of pictures, ids of mails and letters.
import { Type } from 'typebox';
import { Moment, MomentOrNull, orNull, TextOrNull, Words } from './schemas.ts';

const Law = Type.Object({
  regime: Type.String(),
  edition: Type.String(),
  name: Words,
  instrument: Type.String(),
  provisional: Type.Boolean(),
  missing: Type.Array(Type.String()),
});

const ClockOfCase = Type.Object({
  key: Type.String(),
  regime: Type.String(),
  duty: Type.String(),
  article: TextOrNull,
  pace: Type.String(),
  startedAt: Moment,
  due: MomentOrNull,
  target: MomentOrNull,
  targetOf: TextOrNull,
  provisional: Type.Boolean(),
  status: Type.String(),
  stoppedAt: MomentOrNull,
  why: TextOrNull,
  alarms: Type.Array(Type.String()),
  late: orNull(Type.Boolean()),
});

const Report = Type.Object({
  platform: Type.String(),
  reasons: Type.Array(Type.String()),
  signedIn: Type.Boolean(),
  words: Type.Boolean(),
  contact: Type.Boolean(),
  shownFirst: Type.Boolean(),
  told: TextOrNull,
});

export const CopyShape = Type.Object({
  id: Type.String(),
  status: Type.String(),
  round: Type.Integer(),
  acceptedAt: MomentOrNull,
  verifiedAt: MomentOrNull,
  record: orNull(
    Type.Object({
      bytes: orNull(Type.Integer()),
      mime: TextOrNull,
      postedAt: MomentOrNull,
    }),
  ),
});

export const CoverageShape = Type.Object({
  method: Type.String(),
  from: Type.Optional(Moment),
  until: Moment,
  complete: Type.Boolean(),
  blind: Type.Optional(Type.Array(Type.String())),
});

const Item = Type.Object({
  position: Type.Integer(),
  number: orNull(Type.Integer()),
  link: Type.String(),
  platform: Type.String(),
  status: Type.String(),
  result: orNull(
    Type.Object({
      word: Type.String(),
      how: Type.Optional(Type.String()),
      reason: Type.Optional(Type.String()),
    }),
  ),
  decidedBy: TextOrNull,
  hiddenForNowUntil: MomentOrNull,
  copies: Type.Array(CopyShape),
  copiesNext: orNull(Type.Integer({ description: 'where the other copies begin: `after` of their route' })),
  coverage: orNull(CoverageShape),
  referredAt: MomentOrNull,
  told: Type.Array(
    Type.Object({ done: Type.String(), outcome: Type.String(), digest: Type.String(), at: Moment }),
  ),
  rechecks: Type.Object({ good: Type.Integer(), next: MomentOrNull, reopenedAt: MomentOrNull }),
});

export const JoinedLetter = Type.Object({
  receivedAt: Moment,
  kind: Type.String(),
  documentNumber: TextOrNull,
  asks: Type.Array(Type.String()),
  withdraws: Type.Array(Type.Integer()),
  unclear: Type.Boolean(),
  objects: Type.Array(
    Type.Integer({ description: 'items whose refusal it objects to, each an open appeal' }),
  ),
  objectsUnclear: Type.Boolean({ description: 'it objects, and a person has to read to what' }),
  replyBy: MomentOrNull,
  seen: Type.Boolean(),
});

const Appeal = Type.Object({
  id: Type.String(),
  item: Type.Integer(),
  by: Type.String(),
  against: Type.String(),
  onPlatform: Type.Boolean({ description: 'made on the platform: its words can be read' }),
  receivedAt: Moment,
  upheld: orNull(Type.Boolean()),
  decidedBy: TextOrNull,
});

export const EmergencyShape = Type.Object({
  danger: Type.String(),
  says: Words,
  steps: Type.Array(Type.Object({ step: Type.String(), says: Words }), {
    description: 'in the order in which they are done',
  }),
  countries: Type.Array(
    Type.Object({
      country: Type.String(),
      underAgeBelow: Type.Integer(),
      lookOverBy: Type.String({
        description: 'the day by which somebody sees whether all of it still holds',
      }),
      overdue: Type.Boolean(),
      contacts: Type.Array(Type.Object({ name: Words, says: Words, phone: TextOrNull, web: TextOrNull })),
    }),
  ),
});

export const CaseShape = Type.Object({
  number: Type.String(),
  version: Type.Integer({ description: 'grows with each event; also the ETag' }),
  status: Type.String(),
  needs: Type.String(),
  emergency: orNull(
    Type.Object({
      danger: Type.String(),
      steps: Type.Array(Type.String()),
      countries: Type.Array(Type.String()),
    }),
  ),
  claim: orNull(Type.Object({ by: Type.String(), until: Moment })),
  receivedAt: Moment,
  documentNumber: TextOrNull,
  kind: Type.String(),
  sender: Type.Object({
    level: Type.String(),
    authority: TextOrNull,
    reasons: Type.Array(Type.String()),
  }),
  report: orNull(Report),
  replyBy: MomentOrNull,
  unread: Type.Array(Type.String()),
  rejected: Type.Array(
    Type.Object({ number: orNull(Type.Integer()), text: Type.String(), code: Type.String() }),
  ),
  laws: Type.Array(Law),
  missing: Type.Array(Type.String()),
  milestones: Type.Array(Type.Object({ milestone: Type.String(), at: Moment })),
  clocks: Type.Array(ClockOfCase),
  leading: TextOrNull,
  appeals: Type.Array(Appeal),
  reasonsHeld: Type.Boolean(),
  hold: orNull(Type.Object({ why: Type.String(), since: Moment, until: MomentOrNull, by: TextOrNull })),
  asking: orNull(
    Type.Object({
      missing: Type.Array(Type.String()),
      items: Type.Array(Type.Integer()),
      sent: Type.Integer(),
      until: Moment,
      remind: Moment,
    }),
  ),
  escalated: orNull(
    Type.Object({
      to: Type.Object({ kind: Type.String(), id: Type.Optional(Type.String()) }),
      why: Type.String(),
      items: Type.Array(Type.Integer()),
      by: Type.String(),
      at: Moment,
    }),
  ),
  replies: Type.Integer(),
  thread: Type.Object({
    follows: TextOrNull,
    letters: Type.Array(JoinedLetter),
    withdrawn: Type.Array(Type.Integer()),
    preserved: Type.Array(
      Type.Object({
        ...{ item: Type.Integer(), until: Moment },
        ...{ extended: Type.Boolean(), releasedAt: MomentOrNull },
      }),
    ),
  }),
  items: Type.Array(Item),
  next: orNull(Type.Integer({ description: '`after` of the next page of items' })),
});

/** What happened, without letters, links, accounts and digests: what kind, when, who, and to what of the case. */
export const EventShape = Type.Object({
  seq: Type.Integer(),
  at: Moment,
  kind: Type.String(),
  actor: Type.Object({ kind: Type.String(), id: Type.Optional(Type.String()) }),
  item: Type.Optional(Type.Integer()),
  copy: Type.Optional(Type.String()),
  clock: Type.Optional(Type.String()),
  alarm: Type.Optional(Type.String()),
  regime: Type.Optional(Type.String()),
  milestone: Type.Optional(Type.String()),
  power: Type.Optional(Type.String()),
  round: Type.Optional(Type.Integer()),
  answer: Type.Optional(Type.String()),
  judgement: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  /** The decision itself where it was taken; its id alone where something follows from it. */
  decision: Type.Optional(
    Type.Union([Type.Object({ id: Type.String(), act: Type.String(), by: Type.String() }), Type.String()]),
  ),
  result: Type.Optional(Type.Object({ word: Type.String() })),
});

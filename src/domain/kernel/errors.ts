// The closed list of reasons for which the domain and the workflow say no. docs/errors.md gives each its cure.

export type RefusalCode =
  | 'case.unknown'
  | 'case.already-received'
  | 'case.not-received'
  | 'item.unknown'
  | 'item.not-located'
  | 'item.already-located'
  | 'item.not-decided'
  | 'item.already-decided'
  | 'item.already-settled'
  | 'copy.unknown'
  | 'copy.already-gone'
  | 'action.not-asked'
  | 'task.lost'
  | 'decision.replayed'
  | 'decision.not-hidden-first'
  | 'decision.same-person'
  | 'decision.signature'
  | 'decision.stale'
  | 'decision.unknown-person'
  | 'sender.not-proven'
  | 'sender.already-proven'
  | 'reply.not-ready'
  | 'reply.already-sent'
  | 'reply.not-withheld'
  | 'reply.sender-not-proven'
  | 'locator.malformed'
  | 'locator.ambiguous'
  | 'person.exists'
  | 'person.bad-key'
  | 'person.bad-name'
  | 'regime.unknown';

export interface Refusal {
  readonly code: RefusalCode;
  /** One sentence for a person; never holds a locator, a name or a room. */
  readonly detail: string;
}

// Occasions: the closed list of moments at which a law starts or ends a clock. Laws name them, events of a case bring them about.

/** How a notice arrives. Which of them a letter is depends on its kind: see `arrivalsOf`. */
export const ARRIVALS = [
  /** The platform knows, from whatever source. */
  'awareness',
  'report-received',
  'complaint-received',
  'notice-given',
  'order-received',
  /** A request that holds every required element; until then no clock that starts here runs. */
  'valid-request-received',
] as const;

/** What the desk tells and does on the way, recorded when it is done. */
export const MILESTONES = [
  'receipt-confirmed',
  'status-told',
  /** The desk knows that it will be late; a breach is the latest moment to know it. */
  'delay-known',
  'delay-told',
  'uploader-told',
  /** A person found that nobody can be told; no law names it. */
  'nobody-to-tell',
  /** Data asked for by an authority are kept. */
  'preserved',
  /** Child material was reported to the body the law names. */
  'reported',
] as const;

/** What follows from the state of the items and replies. */
export const OUTCOMES = [
  /** Every item has its decision or its result. */
  'decided',
  /** Every item has its result. */
  'settled',
  /** The result was told to whoever asked. */
  'answered',
] as const;

export type Arrival = (typeof ARRIVALS)[number];
export type Milestone = (typeof MILESTONES)[number];
export type Occasion = Arrival | Milestone | (typeof OUTCOMES)[number];

/** Those that laws name. */
export const OCCASIONS: readonly Occasion[] = [
  ...ARRIVALS,
  ...MILESTONES.filter((one) => one !== 'nobody-to-tell'),
  ...OUTCOMES,
];

export function isArrival(occasion: Occasion): occasion is Arrival {
  return (ARRIVALS as readonly Occasion[]).includes(occasion);
}

// The fourteen semantics of a connector, and of the desk that works with it: each by its number and in one sentence. The suites in this
// folder show them; docs/connectors.md lists them with the tests that do.

export const SEMANTICS = {
  1: 'An order that comes again under its key has no second effect.',
  2: 'A yes is no proof: nothing is called removed before somebody has looked.',
  3: 'The order is fixed: a person decides, what a copy was is kept, its file is hidden before its message, it is looked at, and only then may it be destroyed.',
  4: 'Each copy has a state of its own, and what stays up is named with its reason and left to a person.',
  5: 'A verdict says when it was seen and as whom; the first good round allows an answer, the second makes it sure, and what is back is hidden again.',
  6: 'A pause that was asked for is kept, rooms wait apart, the nearest deadline goes first, and nothing is dropped.',
  7: 'The status of a job may be lost: only a look ends it.',
  8: 'An id or a name that moves loses no copy and touches no neighbour.',
  9: 'What can be undone is declared, and what cannot takes a second person.',
  10: 'The platform learns a code as the reason, and nothing about who asked.',
  11: 'Every act leaves a receipt of digests, receipts hang in a chain, and looking takes no picture away.',
  12: 'There is no verb that copies an item or passes it on.',
  13: 'Every call is in the list of the connector, and any other fails.',
  14: 'A search says where it was blind, and calls itself complete only where it was not.',
} as const;

export type SemanticNumber = keyof typeof SEMANTICS;

/** The title of the chapter that shows one of them. */
export const semantic = (name: string, number: SemanticNumber): string =>
  `${name}, semantic ${number}: ${SEMANTICS[number]}`;

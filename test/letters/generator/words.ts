// What a letter is made of in words, in every language: the same shape four times.
import type { Chance } from './chance.ts';
import type { Measure } from './intent.ts';

export interface Words {
  readonly office: readonly string[];
  readonly greeting: readonly string[];
  /** Why the office writes; names no measure. */
  readonly grounds: readonly string[];
  readonly victim: readonly string[];
  /** Sentences that ask, by kind, with the measures in one phrase. */
  readonly asks: Readonly<
    Record<
      'voluntary-request' | 'correction-request' | 'order' | 'preservation' | 'victim-notice',
      readonly ((measures: string) => string)[]
    >
  >;
  /** One phrase of the measures that fits into `asks`. */
  measures(chance: Chance, measures: readonly Measure[]): string;
  readonly notRemoved: readonly string[];
  readonly secrecy: readonly string[];
  /** The sentence that asks for an answer. @param by see reply-by.ts */
  readonly reply: readonly ((by: string) => string)[];
  readonly number: readonly ((number: string) => string)[];
  /** The letter's own date beside its number. */
  readonly earlier: readonly ((number: string) => string)[];
  readonly status: readonly ((number: string) => string)[];
  readonly moreItems: readonly ((measures: string) => string)[];
  readonly listHead: readonly string[];
  readonly nextList: readonly string[];
  readonly attached: readonly string[];
  readonly end: readonly string[];
  readonly closing: readonly string[];
  readonly person: readonly string[];
  readonly site: readonly string[];
  readonly law: readonly string[];
  readonly appeal: readonly string[];
  readonly disclaimer: readonly string[];
  readonly columns: {
    readonly number: readonly string[];
    readonly link: readonly string[];
    readonly seen: readonly string[];
    readonly account: readonly string[];
  };
  readonly behind: readonly string[];
  readonly wrote: readonly string[];
  readonly forwarded: readonly string[];
  readonly ourReply: readonly string[];
  readonly passedOn: readonly string[];
  readonly newsletter: readonly string[];
}

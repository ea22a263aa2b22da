// A letter as its writer planned it: its words in order with the lists among them, and where each part is to stand.
import type { Row } from './intent.ts';

export interface ListBlock {
  readonly what: 'list';
  readonly rows: readonly Row[];
}

export type Block =
  | { readonly what: 'line'; readonly text: string }
  /** History: an earlier letter, or our own answer to one. */
  | { readonly what: 'quoted'; readonly wrote: string; readonly lines: readonly string[] }
  | ListBlock;

export interface Reading {
  readonly kind: string;
  readonly documentNumber: string | null;
  readonly replyBy: string | null;
  readonly measures: readonly string[];
  readonly confidential: boolean;
  readonly languages: readonly string[];
  readonly items: readonly {
    readonly number: number | null;
    readonly locator: string;
    readonly platform: string;
  }[];
  readonly rejected: readonly { readonly text: string; readonly code: string }[];
}

export const line = (text: string): Block => ({ what: 'line', text });

// What may stand above the page until it is closed.
import type { Message } from './facts.ts';
import type { Reported } from './reported.ts';

/** What stands above the page until it is closed. */
export type Overlay =
  | { readonly kind: 'actions'; readonly message: Message }
  | { readonly kind: 'delete'; readonly message: Message }
  | { readonly kind: 'forward'; readonly message: Message }
  | { readonly kind: 'viewer'; readonly message: Message; readonly index: number }
  | { readonly kind: 'report'; readonly about: Reported };

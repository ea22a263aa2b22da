// Every route of the API. What is not in this list does not exist.
import { ACT_ROUTES } from './act-routes.ts';
import { CASE_ROUTES } from './case-routes.ts';
import { DECIDE_ROUTES } from './decide-routes.ts';
import { DETAIL_ROUTES } from './detail-routes.ts';
import { GATE_ROUTES } from './gate-routes.ts';
import { LIST_ROUTES } from './list-routes.ts';
import { MISUSE_ROUTES } from './misuse-routes.ts';
import type { Route } from './route.ts';
import { SELF_ROUTES } from './self-routes.ts';
import { WHOM_ROUTES } from './whom-routes.ts';
import { WORDS_ROUTES } from './words-routes.ts';

export const ROUTES: readonly Route[] = [
  ...SELF_ROUTES,
  ...LIST_ROUTES,
  ...WHOM_ROUTES,
  ...CASE_ROUTES,
  ...DETAIL_ROUTES,
  ...WORDS_ROUTES,
  ...DECIDE_ROUTES,
  ...ACT_ROUTES,
  ...MISUSE_ROUTES,
  ...GATE_ROUTES,
];

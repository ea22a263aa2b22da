// What people wrote, for the person who answers them and for nobody else: of a report her words and how to reach her, of an appeal its words.
// The API itself sees no letter: the desk lends it these two, and nothing else of the vault.
import { Type } from 'typebox';
import { writtenWords } from '../../domain/view/written-words.ts';
import { caseOf } from './case-routes.ts';
import { refused } from './problems.ts';
import { type Route, route } from './route.ts';
import { closed, NumberParams, TextOrNull } from './schemas.ts';

const ANSWERING: Route['roles'] = ['reviewer', 'lead'];
const CUT = Type.Boolean({ description: 'longer than is shown: `redress case` shows it whole' });
const AppealParams = closed({
  ...NumberParams.properties,
  appeal: Type.String({ pattern: '^[\\w:.-]{1,100}$' }),
});

const report = route({
  method: 'GET',
  path: '/v1/cases/:number/report',
  does: 'What whoever reported something wrote, and how to reach her. Read it to answer her; it is recorded by name.',
  roles: ANSWERING,
  reads: 'report-words',
  codes: ['case.unknown', 'report.none', 'letter.unknown'],
  params: NumberParams,
  answer: Type.Object({ words: TextOrNull, contact: TextOrNull, cut: CUT }),
  handle: async ({ params: { number } }, desk) => {
    const { id } = await caseOf(number, desk);
    const sealed = await desk.kept.report(id);
    if (!sealed.ok) throw refused(sealed.error);
    return { body: writtenWords(textOf(sealed.value)), case: id };
  },
});

const appeal = route({
  method: 'GET',
  path: '/v1/cases/:number/appeals/:appeal',
  does: 'What whoever made an appeal on a platform wrote. Read it before you rule on it; it is recorded by name.',
  roles: ANSWERING,
  reads: 'appeal-words',
  codes: ['case.unknown', 'appeal.unknown', 'letter.unknown'],
  params: AppealParams,
  answer: Type.Object({ words: TextOrNull, cut: CUT }),
  handle: async ({ params }, desk) => {
    const { id } = await caseOf(params.number, desk);
    const sealed = await desk.kept.appeal(id, params.appeal);
    if (!sealed.ok) throw refused(sealed.error);
    return { body: writtenWords(textOf(sealed.value)), case: id, part: params.appeal };
  },
});

/** What is no UTF-8 becomes its replacement character. */
const textOf = (sealed: Uint8Array): string => Buffer.from(sealed).toString('utf8');

export const WORDS_ROUTES: readonly Route[] = [report, appeal];

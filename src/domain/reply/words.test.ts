// How the ground of a refusal reads for whoever is answered: a law by its name, and nothing that a person wrote.
import { describe, expect, test } from 'vitest';
import {
  appeals,
  decides,
  AUTHORITY,
  found,
  opened,
  play,
  replied,
  rules,
} from '../../../test/support/fixtures.ts';
import type { Ground } from '../case/event.ts';
import { appealId, taskId } from '../kernel/ids.ts';
import { composeFurther } from './further.ts';
import { groundWords } from './words.ts';

const LAWS = [
  {
    regime: 'kr-net-44-2',
    name: { ko: '정보통신망법 권리침해', en: 'Infringed rights under the Network Act' },
  },
];
const both = (ground: Ground, laws: typeof LAWS = LAWS) =>
  (['ko', 'en'] as const).map((language) => groundWords(ground, language, laws));
const law = (regime: string, article?: string): Ground => ({
  ...{ kind: 'law', regime },
  ...(article === undefined ? {} : { article }),
});

describe('the ground of a refusal', () => {
  test('is the name of the law in the language of whoever reads it', () => {
    const named = ['정보통신망법 권리침해', 'Infringed rights under the Network Act'];
    expect([both(law('kr-net-44-2')), both(law('kr-net-44-2', 'as Minji said'))]).toEqual([named, named]);
  });

  test('is its id where no law of the case has the name, and a law at all where that is no id', () => {
    expect(both(law('us-tida'))).toEqual(['us-tida', 'us-tida']);
    expect(both(law('minji of class 3'))).toEqual(['법률', 'law']);
  });

  test.each([
    'Kim Minji reported this on 3 May',
    'call 010-1234-5678',
    '김민지 형법 제311조',
    'Criminal Act Art. 307',
  ])('is another law and no more where a person cited one: %s', (cited) => {
    expect(both({ kind: 'other-law', law: cited })).toEqual(['다른 법률', 'another law']);
  });

  test('that stays after an objection is named the same in the further letter', () => {
    const objected = play(
      opened(),
      found(1, 'c1'),
      decides(1, 'refuse'),
      replied(1),
      appeals(1, 'refuse-1', 'notifier'),
    );
    const state = play(objected, rules(false));
    const ground: Ground = { kind: 'law', regime: 'kr-kmcsc-correction' };
    const ruled = state.appeals.map((held) => ({
      ...held,
      ruling: held.ruling && { ...held.ruling, ground },
    }));
    const says = { kind: 'objection-kept', appeal: appealId('appeal-1') } as const;
    const to = { kind: 'body', authority: AUTHORITY } as const;
    const letter = composeFurther(
      { ...state, appeals: ruled },
      says,
      to,
      'redress.example',
      taskId('task-1'),
    );
    expect(letter.ok && letter.value.text).toContain('시험');
    expect(letter.ok && letter.value.text).not.toContain('kr-kmcsc');
  });
});

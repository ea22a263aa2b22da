// How tables of phrases are written, and what they find.
import { describe, expect, it } from 'vitest';
import { placesOf, says, type Table, wording } from './wording.ts';

const finds = (table: Table, text: string): string[] =>
  placesOf(wording(table), text).map(({ start, end }) => text.slice(start, end));

describe('a table of phrases', () => {
  it.each<[string, Table, string, string[]]>([
    [
      'a phrase of several',
      { en: 'delete | take down' },
      'Please TAKE DOWN and delete it',
      ['TAKE DOWN', 'delete'],
    ],
    ['no part of a Latin word', { en: 'act | is' }, 'the fact, this act_2, isle', []],
    ['a Korean word wherever it stands', { ko: '삭제' }, '긴급삭제요청', ['삭제']],
    ['a word that goes on', { en: 'delet*' }, 'deletion undeleted', ['deletion']],
    ['a word that has begun before', { de: '*lösch*' }, 'Er bittet um Zwangslöschung.', ['löschung']],
    ['a word behind one that goes on', { de: 'informier* sie' }, 'informieren Sie', ['informieren Sie']],
    ['spaces that Korean leaves out', { ko: '접속 차단' }, '접속차단 접속 차단', ['접속차단', '접속 차단']],
    ['no space left out between Latin words', { en: 'take down' }, 'takedown', []],
    [
      'what may stand there',
      { ko: '접속[을/의] 차단' },
      '접속을 차단, 접속차단',
      ['접속을 차단', '접속차단'],
    ],
    ['a choice', { en: '{must/shall} delete' }, 'you shall delete, you can delete', ['shall delete']],
    ['a few characters between', { en: 'keep .. secret' }, 'keep it secret', ['keep it secret']],
    ['no comma in them', { en: 'keep .. secret' }, 'keep it, a secret', []],
    [
      'some words between',
      { en: 'keep … secret' },
      'keep it, please, a secret',
      ['keep it, please, a secret'],
    ],
    ['not too many', { en: 'keep … secret' }, `keep ${'it '.repeat(20)}secret`, []],
    [
      'a whole clause',
      { en: 'keep …… secret' },
      `keep ${'it '.repeat(20)}secret`,
      [`keep ${'it '.repeat(20)}secret`],
    ],
    ['no end of a sentence', { en: 'keep …… secret' }, 'Keep this letter. It is secret.', []],
    [
      'points that end none',
      { de: 'nehmen …… zurück' },
      'nehmen Nr. 3 vom 20. Mai zurück',
      ['nehmen Nr. 3 vom 20. Mai zurück'],
    ],
    ['only at the beginning', { en: '^delete' }, 'delete, or delete', ['delete']],
    ['only at the end', { ko: '명령$' }, '명령 또는 명령', ['명령']],
    ['nothing else', { en: '^[yours] truly [yours]$' }, 'truly', ['truly']],
    ['a digit', { de: 'vom #' }, 'vom 3. Mai, vom Amt', ['vom 3']],
    ['none inside a longer phrase', { ko: '삭제', except: '삭제 결과' }, '삭제 결과와 삭제', ['삭제']],
  ])('finds %s', (_, table, text, found) => {
    expect(finds(table, text)).toEqual(found);
  });

  it('keeps the places in a text whose small letters are longer', () => {
    expect(finds({ en: 'delete' }, 'İ: DELETE')).toEqual(['DELETE']);
    expect(says(wording({ en: 'delete' }), 'İ: nothing')).toBe(false);
  });
});

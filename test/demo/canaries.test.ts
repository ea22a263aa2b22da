// The canaries of the story bite: in whatever coding a mail or an address hides them, and never for what somebody wrote herself.
import { describe, expect, it } from 'vitest';
import { canary, hitsIn, type Paper } from '../../demo/story/canaries.ts';

const NAME = '가람솔미';
const SLUG = 'saebyeokmul-high-2';
const CANARIES = [canary('name', NAME), canary('room', SLUG), canary('digest', 'a'.repeat(64))];

const paper = (...texts: string[]): Paper => ({ name: 'a mail', texts, own: [] });
const found = (one: Paper): readonly string[] => hitsIn([one], CANARIES).map((hit) => hit.canary.text);

/** 76 columns a line, as in a mail. */
const base64Lines = (text: string): string =>
  (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
const quoted = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

describe('the canaries of the story', () => {
  it('are found in plain words, whatever the case', () => {
    expect(found(paper(`to ${NAME} in ${SLUG.toUpperCase()}`))).toEqual([NAME, SLUG]);
    expect(found(paper('A'.repeat(64)))).toEqual(['a'.repeat(64)]);
  });

  it('are found in every coding that a mail, an address or a log can put them into', () => {
    const words = `${'여러 줄에 걸친 긴 본문입니다. '.repeat(8)}${NAME}${' 그리고 더.'.repeat(8)}`;
    const coded = {
      base64: base64Lines(words),
      header: `Subject: =?utf-8?B?${Buffer.from(`${NAME} 님께 드립니다`).toString('base64')}?=`,
      quoted: quoted(NAME),
      folded: `${quoted('가람')}=\r\n${quoted('솔미')}`,
      address: `/people/${encodeURIComponent(NAME)}`,
      json: [...NAME].map((letter) => `\\u${letter.charCodeAt(0).toString(16)}`).join(''),
      decomposed: NAME.normalize('NFD'),
    };
    const missed = Object.entries(coded).filter(([, text]) => !found(paper(text)).includes(NAME));
    expect(missed).toEqual([]);
  });

  it('are not found where there are none', () => {
    expect(found(paper('no name, no room', base64Lines('아무 이름도 없는 본문입니다')))).toEqual([]);
  });

  it('are hers to read who wrote them, and nobody else’s', () => {
    const own = {
      ...paper(`you listed ${SLUG}; ${NAME} did too`),
      own: [`1. https://chat.example/r/${SLUG}/m/1`],
    };
    expect(found(own)).toEqual([NAME]);
  });

  it('are refused when they could stand in any text', () => {
    expect(() => canary('name', 'ab')).toThrow(RangeError);
  });
});

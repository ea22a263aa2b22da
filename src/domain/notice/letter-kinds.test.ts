// What a letter is and what it asks for, by its own words: in four languages, with what it denies, remembers or threatens left aside.
import { describe, expect, test } from 'vitest';
import { ORIGIN } from '../../../test/support/fixtures.ts';
import { READING_RULES } from '../../../test/support/reading-rules.ts';
import { writtenText } from '../../../test/support/written-words.ts';
import { replyLanguage } from './letter.ts';
import { readLetter } from './reading.ts';

const read = (text: string) => readLetter(writtenText(`${text}\n\n1. ${ORIGIN}/r/maple/m/1`), READING_RULES);

describe('the kind of a letter', () => {
  test.each([
    ['아래 정보를 즉시 삭제할 것을 명령합니다.', 'order'],
    ['긴급 삭제명령\n\n붙임의 정보를 삭제하십시오.', 'order'],
    ['정보통신망법에 따라 아래 정보의 삭제를 명한다.', 'order'],
    ['We hereby order you to remove the following posts.', 'order'],
    ['This is a removal order under section 3 of the Act. Please remove the posts.', 'order'],
    ['Hiermit ordnen wir die Löschung der folgenden Inhalte an.', 'order'],
    ['Die Entfernung der folgenden Inhalte wird hiermit angeordnet.', 'order'],
    ['下記の投稿の削除を命じます。', 'order'],
    ['이는 명령이 아니며, 아래 정보의 삭제를 요청드립니다.', 'voluntary-request'],
    ['This is not an order. We ask you to remove the posts below.', 'voluntary-request'],
    [
      '우리 위원회는 아래 정보에 대하여 시정요구를 결정하였습니다. 삭제하여 주시기 바랍니다.',
      'correction-request',
    ],
    ['This is a formal correction request. Please delete the post.', 'correction-request'],
    ['下記について是正要求を行います。削除してください。', 'correction-request'],
    ['아래 정보를 삭제하여 주시기 바랍니다. 불응 시 시정요구할 수 있습니다.', 'voluntary-request'],
    ['Please remove the post. Otherwise we may issue a correction request.', 'voluntary-request'],
    ['경찰청입니다. 아래 게시물의 삭제를 요청드립니다.', 'voluntary-request'],
    ['Wir bitten Sie, die folgenden Inhalte zu löschen.', 'voluntary-request'],
    ['下記の投稿の削除をお願いいたします。', 'voluntary-request'],
    ['아래 자료를 삭제하지 말고 보전하여 주시기 바랍니다.', 'preservation'],
    ['Please preserve the following records and do not delete them.', 'preservation'],
    ['Bitte sichern Sie die folgenden Daten. Eine Löschung wird nicht verlangt.', 'preservation'],
    ['下記のデータを削除せずに保全してください。', 'preservation'],
    ['Please preserve the data and then delete the posts.', 'voluntary-request'],
    ['제 사진이 합성되어 올라와 있습니다. 삭제해 주세요.', 'victim-notice'],
    ['Somebody posted fake pictures of me. Please take them down.', 'victim-notice'],
    ['I write on behalf of my client. We request removal of the post.', 'victim-notice'],
    ['Jemand verbreitet gefälschte Bilder von mir. Bitte löschen Sie sie.', 'victim-notice'],
    ['私の写真が勝手に使われています。削除してください。', 'victim-notice'],
    ['문서번호: 가-12\n\n지난 문서(가-7)의 처리 상황을 문의드립니다.', 'follow-up'],
    ['We have not yet received an answer to our letter of 3 November 2026. What is the status?', 'follow-up'],
    ['Zu unserem Schreiben vom 3. November 2026 haben wir noch keine Antwort erhalten.', 'follow-up'],
    ['先日お送りした文書の対応状況についてお伺いします。', 'follow-up'],
    ['Bonjour', 'unclear'],
  ] as const)('with the words "%s" is %s', (text, kind) => {
    expect(read(text).kind).toBe(kind);
  });

  test.each([
    ['This week: https://elsewhere.example/a\nUnsubscribe: https://elsewhere.example/u'],
    ['(광고) 연말 특가 안내 https://elsewhere.example/sale'],
    ['I am out of office until Monday. This is an automatic reply.'],
    ['메일을 전송하지 못했습니다. 반송 사유: 수신자 없음'],
    ['Ihre Nachricht konnte nicht zugestellt werden.'],
    ['配信停止はこちら https://elsewhere.example/u'],
  ])('that advertises, bounces or answers by itself (%j) is no notice, and has nothing in it', (text) => {
    expect(read(text)).toMatchObject({
      ...{ kind: 'not-a-notice', documentNumber: null, replyBy: null, measures: [] },
      ...{ confidential: false, items: [], rejected: [] },
    });
  });
});

describe('the measures of a letter', () => {
  test.each([
    ['접속차단을 요청합니다.', ['block']],
    ['아래 정보의 삭제 및 접속 차단을 요청합니다.', ['delete', 'block']],
    ['삭제하고 해당 이용자의 이용을 정지하여 주시기 바랍니다.', ['delete', 'suspend-user']],
    ['해당 계정의 이용해지를 요청드립니다.', ['suspend-user']],
    ['제 사진을 지워 주세요.', ['delete']],
    ['게시물을 삭제하고 알리지 말아 주세요.', ['delete']],
    ['Can you get rid of it, please?', ['delete']],
    ['아래 자료의 보존을 요청드립니다.', ['preserve']],
    ['삭제는 필요하지 않으며 접속차단만 요청드립니다.', ['block']],
    ['삭제·차단하지 말고 보전하여 주시기 바랍니다.', ['preserve']],
    ['삭제되지 않을 경우 접속차단을 요청할 수 있습니다. 삭제하여 주시기 바랍니다.', ['delete']],
    ['온누리 삭제지원센터입니다. 자료를 보전하여 주시기 바랍니다.', ['preserve']],
    ['Please remove and block the posts.', ['delete', 'block']],
    ['Please do not remove or block anything, but preserve the records.', ['preserve']],
    ['Please block access from Korea; deletion is not requested.', ['block']],
    ['Please delete the post without delay.', ['delete']],
    ['Please suspend the account and take down the posts.', ['delete', 'suspend-user']],
    ['Please block the user.', ['suspend-user']],
    ['We ask you not only to delete but also to block the posts.', ['delete', 'block']],
    ['Bitte löschen Sie die Inhalte und sperren Sie das Nutzerkonto.', ['delete', 'suspend-user']],
    ['Bitte löschen Sie nichts und sichern Sie die Daten.', ['preserve']],
    ['Wir bitten um Sperrung des Zugangs in Deutschland.', ['block']],
    ['投稿の削除及びアカウントの停止をお願いします。', ['delete', 'suspend-user']],
    ['削除は不要です。データの保全をお願いします。', ['preserve']],
    ['Please look at this.', []],
  ])('with the words "%s" are %j', (text, measures) => {
    expect(read(text).measures).toEqual(measures);
  });
});

describe('secrecy', () => {
  test.each([
    ['본 요청은 비밀을 유지하여 주시고 이용자에게 알리지 말아 주시기 바랍니다.', true],
    ['해당 이용자에 대한 통지를 유예하여 주시기 바랍니다.', true],
    ['Please do not inform the user about this request.', true],
    ['Please treat this letter as confidential.', true],
    ['Bitte behandeln Sie dieses Schreiben vertraulich.', true],
    ['本件については利用者に通知しないでください。', true],
    ['아래 정보를 삭제하여 주시기 바랍니다.', false],
    ['Please delete the post and inform us of the result.', false],
    ['This request is not confidential.', false],
    [
      'Please delete it.\n\nThis e-mail and any attachments are confidential and intended for the addressee only.',
      false,
    ],
    ['삭제 바랍니다.\n\n본 메일은 수신인만을 위한 것이며 비밀 정보를 포함할 수 있습니다.', false],
  ])('is asked for in "%s": %s', (text, expected) => {
    expect(read(text).confidential).toBe(expected);
  });
});

describe('the languages of a letter', () => {
  test.each([
    ['', []],
    ['삭제 요청', []],
    ['아래 게시물을 삭제하여 주시기 바랍니다.', ['ko']],
    ['Please delete the post below.', ['en']],
    ['Remove the post at once.', ['en']],
    ['Bitte löschen Sie die folgenden Inhalte.', ['de']],
    ['下記の投稿を削除してください。', ['ja']],
    ['Veuillez supprimer les contenus ci-dessous dans les meilleurs délais.', ['fr']],
    ['Please delete the post below.\n\n아래 게시물을 삭제하여 주시기 바랍니다.', ['en', 'ko']],
    ['Request for the removal of illegal content\n\n아래 게시물을 삭제하여 주시기 바랍니다.', ['ko']],
    ['아래 게시물을 삭제하여 주시기 바랍니다.\n\n> Please delete the post below.', ['ko']],
    ['아래 게시물을 삭제하여 주시기 바랍니다.\n\n-- \nWe are the board of the city.', ['ko']],
  ])('of "%s" are %j', (text, languages) => {
    expect(read(text).languages).toEqual(languages);
  });

  test('decide the language of the reply, and a reading stored before they were told apart still does', () => {
    expect(replyLanguage({ languages: ['en', 'ko'] })).toBe('ko');
    expect(replyLanguage({ languages: ['de'] })).toBe('en');
    expect(replyLanguage({ language: 'ko' })).toBe('ko');
  });
});

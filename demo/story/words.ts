// What the narrator of the story says, in Korean and English, and what the people in it write.
import type { Language } from '../options.ts';
import type { Side } from './plan.ts';
import type { Said } from './yeoul.ts';

export interface StoryWords {
  readonly title: string;
  readonly time: string;
  readonly preparing: string;
  readonly ready: (rooms: number, posts: number) => string;
  readonly weekday: (day: number) => string;
  readonly firstReports: (count: number) => string;
  readonly threatFirst: (isFirst: boolean) => string;
  readonly claimed: string;
  readonly mails: string;
  readonly regulator: (videos: number) => string;
  readonly forged: string;
  readonly duplicates: string;
  readonly again: string;
  readonly appeals: string;
  readonly corrected: (so: boolean) => string;
  readonly flood: (count: number) => string;
  readonly patterns: (shown: boolean) => string;
  readonly warned: (so: boolean) => string;
  readonly preservation: string;
  readonly ruling: string;
  readonly ruled: (so: boolean) => string;
  readonly last: string;
  readonly evening: string;
  readonly looking: string;
  readonly took: (seconds: number, steps: number) => string;
  /** What somebody writes into a report, with her name where she has an account. */
  readonly reported: (side: Side, name: string | undefined) => Said;
  readonly threatened: Said;
  readonly floodWords: string;
  readonly appealWords: string;
}

/** People in the story write Korean, whatever the narrator speaks. */
const SIDES: Readonly<Record<Side, string>> = {
  depicted: '제 사진이에요. 허락한 적 없어요.',
  friend: '새벽물고등학교 친구 사진이에요.',
  teacher: '새벽물고등학교 교사입니다. 우리 학생의 사진입니다.',
};

const PEOPLE = {
  reported: (side: Side, name: string | undefined): Said =>
    name === undefined
      ? { words: SIDES[side] }
      : { words: `${SIDES[side]} ${name}`, contact: `${name} 010-0000-0000` },
  threatened: {
    words: '돈을 보내지 않으면 새벽물고등학교에 퍼뜨리겠대요.',
    contact: '가람솔미 010-0000-0001',
  },
  floodWords: '이 사진을 지금 당장 내려 주세요. 피해자가 울고 있습니다. 우리 모두 같은 마음으로 씁니다.',
  appealWords: '제가 그린 그림입니다. 새벽물고등학교 축제 포스터였어요.',
};

const EN_DAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const KO_DAYS = ['', '월요일', '화요일', '수요일', '목요일', '금요일'];

const en: StoryWords = {
  ...PEOPLE,
  title:
    'Redress: a story of five days. Every name, school, room and picture is invented; pictures are patterns.',
  time: 'The hours in which nothing happens are left out: the clocks of the desk, the messenger and the database are set ahead, and the desk is not told. What happens, happens at its own speed.',
  preparing: 'Starting PostgreSQL, the messenger Yeoul and the desk, and filling the rooms.',
  ready: (rooms, posts) =>
    `${rooms} rooms; over the weekend seven accounts posted ${posts} things that should not be there.`,
  weekday: (day) => (EN_DAYS[day] ?? '').padEnd(9),
  firstReports: (count) => `${count} people press the report button. One more speaks of a demand for money.`,
  threatFirst: (isFirst) =>
    isFirst
      ? 'The demand for money came last and stands first in the queue. Mina decides, from the top.'
      : 'The demand for money does NOT stand first in the queue.',
  claimed: 'Sora takes it; Mina tries to decide on it as well and may not. Sora hands it back.',
  mails:
    'People and a teacher write mails. Nobody can prove who they are: their clocks run, and a person answers.',
  regulator: (videos) =>
    `The regulator's letter: ${videos} videos, signed. Most were told of by nobody before.`,
  forged:
    'A letter that calls itself the regulator’s, from a domain nobody enrolled. It is read, and has no power.',
  duplicates:
    'More of the same by others: friends, teachers, the police, a support centre. What was decided counts for them.',
  again: 'One of the seven uploads a removed video again. Nobody tells the desk.',
  appeals: 'The seventh account reads why its drawing is gone, and disagrees by the link in the notice.',
  corrected: (so) =>
    so
      ? 'The look a day later found the video back: it was hidden again, and the regulator got a corrected answer.'
      : 'The video that was uploaded again was NOT found by the look a day later.',
  flood: (count) =>
    `${count} false notices within the hour, in one wording, against other people’s pictures; honest ones among them.`,
  patterns: (shown) =>
    shown
      ? 'The desk shows a person that many say the same of the same. It does nothing by itself.'
      : 'The desk shows NO pattern in them.',
  warned: (so) =>
    so
      ? 'Each was refused by a person. The lead warns one of the group, with reasons, signed.'
      : 'The warning of one of the group was NOT taken.',
  preservation:
    'The police ask to keep what is known of two posts. Nothing is hidden by that, and no bytes are kept.',
  ruling: 'The appeal. Mina decided, so she may not answer it; she tries. Sora answers it.',
  ruled: (so) =>
    so ? 'Upheld: the drawing is shown again, and its uploader is told.' : 'The appeal was NOT answered.',
  last: 'The last notices. One mail also lists a link of another service.',
  evening: 'The week ends; the desk looks once more at what it removed.',
  looking: 'Looking through everything that left the desk, for names, links, rooms, schools and digests.',
  took: (seconds, steps) =>
    `Told in ${seconds} s. The desk said ${steps} times that its clock was set ahead.`,
};

const ko: StoryWords = {
  ...PEOPLE,
  title: 'Redress: 닷새의 이야기. 이름, 학교, 방, 사진은 모두 지어낸 것이고, 사진은 무늬입니다.',
  time: '아무 일도 없는 시간은 건너뜁니다. 창구, 메신저, 데이터베이스의 시계를 앞으로 맞추며, 창구에는 알리지 않습니다. 일어나는 일은 제 속도로 일어납니다.',
  preparing: 'PostgreSQL, 메신저 여울, 창구를 시작하고 방을 채웁니다.',
  ready: (rooms, posts) =>
    `방 ${rooms}개. 주말 동안 계정 일곱 개가 있어서는 안 될 것 ${posts}건을 올렸습니다.`,
  weekday: (day) => KO_DAYS[day] ?? '',
  firstReports: (count) => `${count}명이 신고 단추를 누릅니다. 마지막 한 명은 돈을 요구받았다고 합니다.`,
  threatFirst: (isFirst) =>
    isFirst
      ? '돈 요구 신고는 마지막에 왔지만 맨 앞에 섰습니다. 미나가 위에서부터 결정합니다.'
      : '돈 요구 신고가 맨 앞에 서지 않았습니다.',
  claimed: '소라가 맡습니다. 미나도 결정하려 하지만 할 수 없습니다. 소라가 돌려놓습니다.',
  mails: '당사자와 교사가 메일을 보냅니다. 누구인지 확인할 수 없습니다. 기한은 가고, 사람이 답합니다.',
  regulator: (videos) => `심의기관의 공문: 영상 ${videos}건, 서명됨. 대부분 아무도 신고하지 않은 것입니다.`,
  forged: '심의기관이라고 하는 공문이 등록되지 않은 도메인에서 옵니다. 읽지만 힘이 없습니다.',
  duplicates: '다른 사람들의 같은 신고: 친구, 교사, 경찰, 지원센터. 이미 내린 결정이 그대로 적용됩니다.',
  again: '일곱 중 하나가 삭제된 영상을 다시 올립니다. 창구에는 아무도 알리지 않습니다.',
  appeals: '일곱째 계정이 그림이 사라진 이유를 읽고, 통지의 링크로 이의를 신청합니다.',
  corrected: (so) =>
    so
      ? '하루 뒤의 재확인에서 영상이 다시 발견되어 다시 가렸고, 심의기관에 정정 회신이 갔습니다.'
      : '다시 올라온 영상을 하루 뒤의 재확인이 찾지 못했습니다.',
  flood: (count) =>
    `한 시간 안에 거짓 신고 ${count}건, 같은 문구로 남의 사진을 겨눕니다. 정직한 신고도 섞여 있습니다.`,
  patterns: (shown) =>
    shown
      ? '많은 사람이 같은 것을 같은 말로 신고한다는 것을 창구가 사람에게 보여 줍니다. 스스로는 아무것도 하지 않습니다.'
      : '창구가 아무 양상도 보여 주지 않습니다.',
  warned: (so) =>
    so
      ? '하나하나 사람이 거부했습니다. 책임자가 그중 하나에게 이유를 들어 경고하고 서명합니다.'
      : '그중 하나에 대한 경고가 받아들여지지 않았습니다.',
  preservation:
    '경찰이 게시물 두 건의 기록 보전을 요청합니다. 그것만으로 가리지 않고, 파일은 보관하지 않습니다.',
  ruling: '이의신청. 미나가 결정했으므로 미나는 답할 수 없습니다. 시도해 봅니다. 소라가 답합니다.',
  ruled: (so) => (so ? '인용: 그림이 다시 보이고, 게시자에게 알립니다.' : '이의신청에 답하지 못했습니다.'),
  last: '마지막 신고들. 메일 하나에는 다른 서비스의 링크도 있습니다.',
  evening: '한 주가 끝납니다. 창구는 지운 것을 한 번 더 확인합니다.',
  looking: '창구에서 나간 모든 것에서 이름, 링크, 방, 학교, 해시를 찾아봅니다.',
  took: (seconds, steps) =>
    `${seconds}초 동안 이야기했습니다. 창구는 시계가 앞으로 맞춰졌다고 ${steps}번 말했습니다.`,
};

export const STORY_WORDS: Record<Language, StoryWords> = { ko, en };

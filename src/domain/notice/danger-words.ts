// How letters say that somebody is threatened with her picture, or that somebody under age is shown. A word suffices: it moves a case forward
// and spares pictures, and decides nothing.
import { wording } from './wording.ts';

export const THREATENED = wording({
  ko: `협박 | 공갈 | 갈취 | 몸캠 | 유포하겠다 | 유포하겠다고 | 퍼뜨리겠다 | 퍼뜨리겠다고 | 뿌리겠다 | 뿌리겠다고
    | 금품을 요구 | 돈을 요구 | 금전을 요구`,
  en: `sextort* | extort* | blackmail* | ransom | threaten* to … {post/share/publish/send/leak/release/distribute}
    | threat to … {post/share/publish/send/leak/release/distribute} | demand* money | demand* payment`,
  de: `erpress* | sextortion | droht mit … veröffentlich* | Lösegeld`,
  ja: `脅迫 | 恐喝 | ゆすり | 金銭を要求`,
  except: `threat intelligence | threat analysis`,
});

export const UNDER_AGE = wording({
  ko: `미성년 | 아동[·/ㆍ/ 및 ]청소년 | 아동청소년 | 아동 성착취 | 아청물 | 초등학생 | 중학생 | 고등학생 | 청소년성보호`,
  en: `underage | under-age | under age | minors | a minor | child sexual | csam | csem | under 18 | under eighteen
    | under the age of 18 | schoolgirl* | schoolboy* | 1#-year-old | 1# years old | child victim* | minor victim*`,
  de: `minderjährig* | kinderpornogra* | jugendpornogra* | unter 18`,
  ja: `児童ポルノ | 児童買春 | 未成年 | 18歳未満 | 中学生 | 高校生 | 小学生`,
  except: `a minor {change/correction/error/issue/delay/update/amendment/detail/point/typo} | 21 years old | under 18 {hours/days/minutes}`,
});

// By which words the kind of a letter is known, as tables of phrases in four languages; how they are written says wording.ts.
import { wording } from './wording.ts';

/** A mail could not be delivered. */
export const BOUNCE = wording({
  ko: `반송 | 전송 실패 | 전송 되지 못 | 배달되지 | 배달 실패 | 배달할 수 없`,
  en: `*undeliver* | delivery status | delivery has failed | delivery {failed/failure} | could not be delivered
    | returned mail | returned to sender | mail delivery {subsystem/failed} | *mailer-daemon*`,
  de: `*unzustellbar* | konnte nicht zugestellt`,
  ja: `配信{不能/できません/エラー} | 届けることができません`,
});

/** Nobody wrote it, or nobody is there. */
export const AUTO_REPLY = wording({
  ko: `부재 중 | 자동 {회신/응답/답장/발송} | 휴가 중`,
  en: `out of [the] office | automatic reply | automatically generated reply | auto-reply | autoreply
    | i am [currently] {away/on leave/on vacation}`,
  de: `*abwesend* | *abwesenheit* | automatische antwort | nicht im {büro/haus}`,
  ja: `自動{返信/応答/送信} | 不在`,
});

/** Sent to many, who may leave the list. */
export const NEWSLETTER = wording({
  ko: `수신 거부 | 구독 {취소/해지/하} | 뉴스레터 | (광고)`,
  en: `*unsubscribe* | *newsletter* | opt-out* | opt out | optout | manage [your] preferences
    | view {this/in} {email/e-mail/browser}`,
  de: `*abbestellen | *abmelden | *austragen`,
  ja: `配信停止 | 購読 | メルマガ`,
});

/** Something is for sale. */
export const ADVERTISING = wording({
  ko: `(광고) | 할인 | 특가 | 쿠폰 | 무료 {체험/상담} | 홍보 | 이벤트 안내 | 구매 | 가격`,
  en: `sale | discount | discounts | offer | offers | coupon | promo* | free trial | subscribe | followers | marketing
    | pricing | deal | deals | picks | buy now | advertis* | webinar | invest*`,
  de: `*rabatt* | *angebot* | *gutschein* | jetzt {kaufen/bestellen} | *werbung*`,
  ja: `セール | 割引 | クーポン | キャンペーン | お得 | 無料体験 | 広告`,
});

const ORDERED = 'you/the/that/your/removal/deletion';

/** An order is given. */
export const ORDERS = wording({
  ko: `{명/명령}{합니다/한다} | 명령함 | 의무가 있
    | {을/를/할 것을/하도록/에 대하여/에 대해/이에} .. {명/명령}{함/하니/하오니/하며}
    | {삭제/차단/시정/이용정지/이행/보전/조치/긴급} .. 명령{서/ 통지/ 통보/ 제/을 통지/을 통보/을 발령/을 송달/을 발합}
    | {삭제/차단/시정/이용정지/이행/보전/조치/긴급} .. 명령{./,/:/)/(/」/』/>/"}
    | {삭제/차단/시정/이용정지/이행/보전/조치/긴급} .. 명령$`,
  en: `{we/i} {order/orders} {${ORDERED}} | {we/i}[,] hereby order {${ORDERED}} | {the/this} … orders {${ORDERED}}
    | {the/this} … hereby order {${ORDERED}} | {is/are} [hereby] ordered | hereby {order/orders}
    | {this/present} .. order | the following .. order | this is {a/an} .. order
    | this is a [legally] binding .. order | this legally binding .. order
    | {removal/blocking/takedown/take-down/deletion/court/binding/emergency/administrative} order
    | order {under/pursuant to/of the court/is binding/is legally binding} | removal notice under
    | legally {binding/required/obliged} | you {are/shall be} [legally] {obliged/required/bound} [by law] to
    | failure to comply`,
  de: `{wird/werden} …… angeordnet | {ordnen/ordnet} …… an | anordnung | bescheid | *sofort vollziehbar*
    | *zwangsgeld*`,
  ja: `を命{じ/ずる/令} | 命令{します/する/いたします/書} | {削除/措置/遮断/停止}命令`,
  except: `order to | {ordnen/ordnet} …… nicht …… an`,
});

/** It is said to be no order. */
export const ORDER_DENIED = wording({
  ko: `명령[이/은/서가] 아{니/닌/닙} | 강제{력/성}[이/은] 없 | 구속력[이/은] 없 | 의무[가/는] 없`,
  en: `not {a/an} | not {order/legally binding/binding/obliged/required} | not legally {obliged/required} | not a formal
    | no [legal] {order/obligation/compulsion} | voluntar*`,
  de: `keine [behördliche/förmliche] {anordnung/verpflichtung} | nicht um {eine/einen} .. {anordnung/bescheid}
    | *unverbindlich* | nicht [rechtlich] {bindend/verpflichtet}* | *freiwillig*`,
  ja: `命令{では/を意味} | 強制{力/する} .. {ない/ありません} | 任意`,
});

/** A formal request to correct. */
export const CORRECTS = wording({
  ko: `시정[을] 요구`,
  en: `{correction/corrective} request* | request {for/of} correction | formal [request/requests/requested] [for] correction
    | formally {request/requests/requested} [for] correction`,
  de: `*abhilfeverlangen* | *korrektur{verlangen/aufforderung/ersuchen/antrag/anforderung}*
    | aufforderung zur {berichtigung/korrektur/abhilfe} | *berichtigungs{verlangen/ersuchen/aufforderung}*`,
  ja: `是正[の]{要求/要請/請求} | 是正[の]を求め`,
});

/** Records are to be kept. */
export const KEEPS = wording({
  ko: `보전 | 보존`,
  en: `*preserv* | *retain*`,
  de: `*sicherung* | *sichern* | *aufbewahr* | *aufzubewahr*`,
  ja: `保全 | 保存`,
});

/** It may come later, or has a condition. */
export const NOT_NOW = wording({
  ko: `수 있{습니다/음/다} | 예정 | 불응 | 미이행 | 않{을/는} {경우/때/시} | 앞서 | 이전에 | 사전 단계 | 전 단계`,
  en: `may | might | could | can | if {you/the/no/this} | would [then] be | before {a/any/issuing} | prior to {a/any}
    | {instead of/rather than/not} [a/an] [formal] {correction/order}*`,
  de: `*gegebenenfalls* | *andernfalls* | falls | vor {einer/einem} | kann … {werden/erlassen}`,
  ja: `場合{に/は/が} | ことがあります | 前に`,
});

const LETTER = 'letter/order/request/notice/mail/message/document/report';

/** Speaks of what was sent before. */
export const EARLIER = wording({
  ko: `지난 | 이전 | 앞서 | 기 {통보/발송/송부/통지} | {하였/했}{으나/는데/던} | 한 바 있 | 보낸 {문서/공문/명령/요구}
    | 요청{한/드린/드렸/했/하였/하신}`,
  en: `{our/the/my} … {${LETTER}}* … {of/dated/sent/from/on}
    | {our/the/my} … {${LETTER}}* .. no | earlier | previous* | sent you | wrote to you
    | contacted you | we {sent/submitted/filed}`,
  de: `{unser/unsere/unserem/unserer/unseres} .. {schreiben/anordnung/anfrage/bescheid/ersuchen/mail}* | *vom #
    | {haben/hatten} wir {ihnen/sie/bereits} | sandten wir | schrieben wir`,
  ja: `先日 | 先般 | 前回 | 以前 | お送りした | 付[け]{の/で}`,
});

const STATE = '상황/현황/경과/여부/결과';

/** Asks where an earlier letter stands. */
export const ASKS_STATUS = wording({
  ko: `{처리/진행/조치/이행/삭제/검토} {${STATE}/상태} … {문의/궁금/확인/여쭙/여쭈/어떻게/회신이 없/아직/재촉/독촉}
    | {회신/답변/답신/결과/연락/조치} .. {받지 못/없어/없었/없기/없으/없습/오지 않/확인되지 않}
    | 아직 … {회신/답변/결과/처리/조치/연락} | {재/재차} {촉구/문의/요청/안내} | 독촉 | 후속 {문의/요청}
    | {요청/통보/송부/신고/접수/발송}{드린/드렸던/한/했던/하였던/하신} … {${STATE}/상태}
    | 어떻게 {되었/됐/진행/처리} | {처리/진행/조치} {${STATE}}[을/를/도] {알려/회신하/회신 바/통보하/통보 바}`,
  en: `{follow/following}{-/ /}up | {remind/reminder/reminding} | {status/progress/state/outcome} … {of/on/for/regarding/with}
    | where {things/matters/this/it/the case/the matter/the request} {stand/stands}
    | where do {things/matters/we/you} stand | how far along | {had/received/got} no {answer/reply/response}
    | no {answer/reply/response} {so far/yet/to date/has} | have {not/yet to/still not} [yet] {heard/received/receive/had}
    | {haven't/haven’t} {heard/received/had} | {any/an} {update/news/progress} | still {waiting/awaiting/pending/no}
    | what [has] {became/become/happened} | {what's/what’s/what is} the [current/present] {status/state/progress/outcome}`,
  de: `*sachstand* | *bearbeitungsstand* | stand der {bearbeitung/dinge/sache}*
    | wie {ist/steht} der [aktuelle/derzeitige] stand | *wie weit | *nachfrage* | *erinnern | *erinnerung*
    | keine {antwort/rückmeldung/nachricht}* | *nachhaken`,
  ja: `{その後の/対応/処理/進捗/削除の}{状況/進捗/経過/結果} … {伺/うかが/教え/確認/照会/お知らせ/いかが/問}
    | {先般/先日/前回/以前} … 件 … {状況/経過/結果} | 進捗 | 督促 | 催促 | まだ … {回答/返信/連絡/返事}
    | {回答/返信/連絡/返事} … {いただけておりません/いただけていません/届いておりません/届いていません/ありません}`,
});

/** Names a letter, where something was sent before. */
export const A_LETTER = wording({
  ko: `문서 | 공문 | 접수`,
  en: `*letter*`,
  de: `*schreiben*`,
  ja: `文書 | 依頼`,
});

const SHOWN =
  'picture/pictures/photo/photos/photograph/photographs/image/images/video/videos/clip/clips/nude/nudes';
const KIN =
  'daughter/son/sister/brother/wife/husband/girlfriend/boyfriend/child/partner/mother/client/friend';

/** The person shown speaks, or somebody close to her. */
export const FIRST_PERSON = wording({
  ko: `{제/저의/내/나의} {사진/얼굴/영상/모습/몸/동영상/신체/이미지/합성/딸/아들/아이/동생/언니/누나/오빠/형}
    | {제/저의/내/나의} {여자친구/남자친구/아내/남편/친구/의뢰인} | {저를/저의} .. {합성/촬영/찍}
    | 제가 {나온/나오는/찍힌/등장/피해/당한/당사자/모르는} | 저는 … {피해/당사자/학생/입니다} | 저도 모르게
    | 제 동의 없이`,
  en: `{${SHOWN}/footage/recording/recordings/fake/fakes/deepfake/deepfakes/material} … of {me/myself/mine}
    | {of/showing/depicting/about/with} {me/myself}
    | my .. {${SHOWN}/face/faces/body/likeness/consent/permission/name/names} | my .. {${KIN}} | my .. {${KIN}}s
    | {i am/i was/i'm} {the person/the woman/the man/the girl/the boy/the one/a victim/shown/filmed/depicted/in}
    | i {never/did not/didn't/didn’t/do not/don't/don’t} {agree*/consent*/give/gave/given/want*/know*/knew}
    | our {daughter/son/child/client}`,
  de: `{bild/bilder/foto/fotos/video/videos/aufnahme/aufnahmen} .. von mir* | ohne meine*
    | *{mein/meine/meiner/meinem/meinen/meines} .. {bild/foto/video/gesicht/körper/tochter/sohn/schwester/bruder/frau/mann}*
    | *{mein/meine/meiner/meinem/meinen/meines} .. {kind/mandant/einwilligung/zustimmung/freundin/name}*
    | ich {bin/war} {auf/die/der/in/betroffen/zu sehen}* | *{unser/unsere/unserer/unserem/unseren} {tochter/sohn/mandant}*`,
  ja: `{私/わたし/自分/僕/俺}{の/が/を/は} .. {写真/画像/動画/映像/顔/裸/体/写って/被害/合成/本人/同意}
    | {娘/息子/妹/姉/弟/兄/妻/夫/彼女/依頼者/依頼人}の`,
});

/** Somebody acts for a client. */
export const LAWYER = wording({
  ko: `법무법인 | 변호사 | 법률 대리인 | 고소 대리인 | 의뢰인 | 피해자[를/의] 대리 | 을 대리하여 | 를 대리하여`,
  en: `law firm | attorney | solicitor | lawyer | barrister | counsel for | {we/i} … {act/acting} {for/on behalf of}
    | {instructed/retained} by {mr/mrs/ms/miss/dr/our/my} | on behalf of {my/our} client | {my/our} client`,
  de: `*rechtsanwalt* | *rechtsanwält* | *kanzlei* | *anwaltlich* | {wir/ich} {vertrete/vertreten} | vertreten wir
    | vertrete ich | *mandant* | *namens und in vollmacht*`,
  ja: `弁護士 | 法律事務所 | 代理人 | 依頼人`,
  except: `{we/i} … {act/acting} {for/on behalf of} the .. {board/commission/authority/police/ministry/government/court/state/agency}
    | {wir/ich/vertreten/vertrete} {vertrete/vertreten/wir/ich} [die/eine/den] {auffassung/meinung/ansicht/position/standpunkt}*`,
});

/** An office speaks. */
export const AUTHORITY = wording({
  ko: `위원회 | 심의{원/위/국} | 경찰 | 수사{과/대/팀} | 검찰 | 법원 | 공소청 | 지원 센터 | 피해지원 | 상담소
    | 진흥원 | 정부 | 기관 | 우리 {원/센터/위원회/청}`,
  en: `board | commission | police | authority | agency | ministry | prosecut* | court | regulator | support {center/centre}
    | bureau | ombudsman | constabulary | investigat*`,
  de: `*behörde* | *polizei* | *landeskriminalamt* | *bundes{amt/netzagentur/kriminalamt}* | *landesanstalt*
    | *medienanstalt* | *staatsanwalt* | *ministerium* | *beratungsstelle* | *kommission*`,
  ja: `警察 | 委員会 | センター | 総務省 | 検察 | 庁 | 法務局 | 裁判所`,
});

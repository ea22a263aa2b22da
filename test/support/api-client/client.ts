// The desk's API as functions. Written by `npm run openapi` from docs/openapi.json; changed by hand it is wrong.
import type {
  GetMeAnswer,
  GetReadsAnswer,
  GetQueueAnswer,
  GetClocksAnswer,
  GetCasesAnswer,
  GetPreservationsAnswer,
  GetLawsAnswer,
  GetPeopleAnswer,
  GetAuthoritiesAnswer,
  GetMisuseAnswer,
  GetMisuseActsAnswer,
  PutMisuseActsActToldAnswer,
  GetGateStopsAnswer,
  GetGateHeldAnswer,
  PutGateHeldFileRulingAnswer,
} from './answered.ts';
import type {
  GetCasesNumberAnswer,
  GetCasesNumberEventsAnswer,
  GetCasesNumberItemsItemCopiesAnswer,
  GetCasesNumberLettersAnswer,
  GetCasesNumberJoinedAnswer,
  GetCasesNumberReasonsAnswer,
  GetCasesNumberEmergencyAnswer,
  GetCasesNumberReceiptsAnswer,
  GetCasesNumberReportAnswer,
  GetCasesNumberAppealsAppealAnswer,
  PostCasesNumberDecisionsAnswer,
  PutCasesNumberClaimAnswer,
  PostCasesNumberActsAnswer,
  GetCasesNumberNotifierAnswer,
  PostCasesNumberNotifierAnswer,
} from './answered-case.ts';
import type {
  GetMeAsked,
  GetReadsAsked,
  GetQueueAsked,
  GetClocksAsked,
  GetCasesAsked,
  GetPreservationsAsked,
  GetLawsAsked,
  GetPeopleAsked,
  GetAuthoritiesAsked,
  GetMisuseAsked,
  GetMisuseActsAsked,
  PutMisuseActsActToldAsked,
  GetGateStopsAsked,
  GetGateHeldAsked,
  PutGateHeldFileRulingAsked,
} from './asked.ts';
import type {
  GetCasesNumberAsked,
  GetCasesNumberEventsAsked,
  GetCasesNumberItemsItemCopiesAsked,
  GetCasesNumberLettersAsked,
  GetCasesNumberJoinedAsked,
  GetCasesNumberReasonsAsked,
  GetCasesNumberEmergencyAsked,
  GetCasesNumberReceiptsAsked,
  GetCasesNumberReportAsked,
  GetCasesNumberAppealsAppealAsked,
  PostCasesNumberDecisionsAsked,
  PutCasesNumberClaimAsked,
  PostCasesNumberActsAsked,
  GetCasesNumberNotifierAsked,
  PostCasesNumberNotifierAsked,
} from './asked-case.ts';

/** A refusal: `code` is a promise, its message is for people. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** What was answered, and the version of the case where there is one. */
interface Answered<B> {
  readonly body: B;
  readonly etag: string | null;
}

interface Asked {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

type Send = <B>(method: string, path: string, asked: Asked) => Promise<Answered<B>>;

/** @param base such as `http://127.0.0.1:2580` */
const sending =
  (base: string, token: string): Send =>
  async (method, path, { path: places = {}, query = {}, headers = {}, body }) => {
    const url = new URL(
      path.replace(/{(\w+)}/g, (_, name: string) => encodeURIComponent(places[name] ?? '')),
      base,
    );
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, ...json, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as never;
    if (response.ok) return { body: answer, etag: response.headers.get('etag') };
    const { code, detail } = answer as { readonly code: string; readonly detail: string };
    throw new Refused(response.status, code, detail);
  };

/** Every address of the API for one token. */
export function client(base: string, token: string) {
  const send = sending(base, token);
  return {
    /** Which role this token has, whose it is, and the time by which this desk counts. */
    getMe: (asked: GetMeAsked) => send<GetMeAnswer>('GET', '/v1/me', asked),
    /** Who read what through the API, the last first. Looking at this is recorded as well. */
    getReads: (asked: GetReadsAsked) => send<GetReadsAnswer>('GET', '/v1/reads', asked),
    /** What waits for somebody, in the order of work. The order moves while people work: GET /v1/cases leaves nothing out. */
    getQueue: (asked: GetQueueAsked) => send<GetQueueAnswer>('GET', '/v1/queue', asked),
    /** Legal clocks, those at risk first. */
    getClocks: (asked: GetClocksAsked) => send<GetClocksAnswer>('GET', '/v1/clocks', asked),
    /** Cases page by page, received last first. */
    getCases: (asked: GetCasesAsked) => send<GetCasesAnswer>('GET', '/v1/cases', asked),
    /** What is kept for whoever asked, the first to end first. */
    getPreservations: (asked: GetPreservationsAsked) =>
      send<GetPreservationsAnswer>('GET', '/v1/preservations', asked),
    /** The laws of this desk, by the id and edition under which an act names them, and their articles. */
    getLaws: (asked: GetLawsAsked) => send<GetLawsAnswer>('GET', '/v1/laws', asked),
    /** Who is registered, by the ids that an act names. One id may come under several names: further keys of the same person. */
    getPeople: (asked: GetPeopleAsked) => send<GetPeopleAnswer>('GET', '/v1/people', asked),
    /** Bodies outside that are enrolled now, by the ids that an act names. */
    getAuthorities: (asked: GetAuthoritiesAsked) =>
      send<GetAuthoritiesAnswer>('GET', '/v1/authorities', asked),
    /** One case as it stands, with its items page by page. */
    getCasesNumber: (asked: GetCasesNumberAsked) =>
      send<GetCasesNumberAnswer>('GET', '/v1/cases/{number}', asked),
    /** What happened in a case, in order. */
    getCasesNumberEvents: (asked: GetCasesNumberEventsAsked) =>
      send<GetCasesNumberEventsAnswer>('GET', '/v1/cases/{number}/events', asked),
    /** The copies of an item, in the order in which they were found, and what the search could not see. */
    getCasesNumberItemsItemCopies: (asked: GetCasesNumberItemsItemCopiesAsked) =>
      send<GetCasesNumberItemsItemCopiesAnswer>('GET', '/v1/cases/{number}/items/{item}/copies', asked),
    /** Letters that joined a case, by the ids that an act names, and the cases of its thread. */
    getCasesNumberLetters: (asked: GetCasesNumberLettersAsked) =>
      send<GetCasesNumberLettersAnswer>('GET', '/v1/cases/{number}/letters', asked),
    /** Items of other cases at the links of this one, and what was decided there. One may come twice where another joins meanwhile. */
    getCasesNumberJoined: (asked: GetCasesNumberJoinedAsked) =>
      send<GetCasesNumberJoinedAnswer>('GET', '/v1/cases/{number}/joined', asked),
    /** Statements of reasons: what whoever posted it was told of which decision, and how many are still to be told. No account. */
    getCasesNumberReasons: (asked: GetCasesNumberReasonsAsked) =>
      send<GetCasesNumberReasonsAnswer>('GET', '/v1/cases/{number}/reasons', asked),
    /** What to do now where somebody is threatened or under age, and whom to turn to; and what a person found. */
    getCasesNumberEmergency: (asked: GetCasesNumberEmergencyAsked) =>
      send<GetCasesNumberEmergencyAnswer>('GET', '/v1/cases/{number}/emergency', asked),
    /** Whether the chain of receipts of a case is whole, computed anew from its events. */
    getCasesNumberReceipts: (asked: GetCasesNumberReceiptsAsked) =>
      send<GetCasesNumberReceiptsAnswer>('GET', '/v1/cases/{number}/receipts', asked),
    /** What whoever reported something wrote, and how to reach her. Read it to answer her; it is recorded by name. */
    getCasesNumberReport: (asked: GetCasesNumberReportAsked) =>
      send<GetCasesNumberReportAnswer>('GET', '/v1/cases/{number}/report', asked),
    /** What whoever made an appeal on a platform wrote. Read it before you rule on it; it is recorded by name. */
    getCasesNumberAppealsAppeal: (asked: GetCasesNumberAppealsAppealAsked) =>
      send<GetCasesNumberAppealsAppealAnswer>('GET', '/v1/cases/{number}/appeals/{appeal}', asked),
    /** Hide, refuse or destroy items of a case, or undo a hide: one signature, all of them or none. */
    postCasesNumberDecisions: (asked: PostCasesNumberDecisionsAsked) =>
      send<PostCasesNumberDecisionsAnswer>('POST', '/v1/cases/{number}/decisions', asked),
    /** Work on a case until a moment, so that nobody else decides on it meanwhile; null hands it back. */
    putCasesNumberClaim: (asked: PutCasesNumberClaimAsked) =>
      send<PutCasesNumberClaimAnswer>('PUT', '/v1/cases/{number}/claim', asked),
    /** Everything else a person signs about a case; what a lead alone may ask says so. */
    postCasesNumberActs: (asked: PostCasesNumberActsAsked) =>
      send<PostCasesNumberActsAnswer>('POST', '/v1/cases/{number}/acts', asked),
    /** Patterns that look like misuse, the largest first, for a person to look at. A pattern proves nothing, and nothing follows from one by itself. */
    getMisuse: (asked: GetMisuseAsked) => send<GetMisuseAnswer>('GET', '/v1/misuse', asked),
    /** Who was warned or limited, why, until when, and whether she was told: until then it changes nothing. The first first. */
    getMisuseActs: (asked: GetMisuseActsAsked) => send<GetMisuseActsAnswer>('GET', '/v1/misuse/acts', asked),
    /** The mark of whoever sent a notice, which a step on her signs, and what became of each of her notices. Null where she cannot be told from others. */
    getCasesNumberNotifier: (asked: GetCasesNumberNotifierAsked) =>
      send<GetCasesNumberNotifierAnswer>('GET', '/v1/cases/{number}/notifier', asked),
    /** Warn whoever sent this notice, limit her for a time, or lift her limit. It holds from when she was told: by mail, or by a person with the words of the answer. */
    postCasesNumberNotifier: (asked: PostCasesNumberNotifierAsked) =>
      send<PostCasesNumberNotifierAnswer>('POST', '/v1/cases/{number}/notifier', asked),
    /** Say that you told a notifier yourself of what was done. */
    putMisuseActsActTold: (asked: PutMisuseActsActToldAsked) =>
      send<PutMisuseActsActToldAnswer>('PUT', '/v1/misuse/acts/{act}/told', asked),
    /** Uploads that were refused or held because a person had taken the picture down, the newest first. */
    getGateStops: (asked: GetGateStopsAsked) => send<GetGateStopsAnswer>('GET', '/v1/gate/stops', asked),
    /** Uploads that wait for a person, as the platforms say now: they look like a picture that was taken down. One may be missing where another is let go of meanwhile. */
    getGateHeld: (asked: GetGateHeldAsked) => send<GetGateHeldAnswer>('GET', '/v1/gate/held', asked),
    /** Show an upload that was held, or drop it; whoever uploaded it is told why and how to object. */
    putGateHeldFileRuling: (asked: PutGateHeldFileRulingAsked) =>
      send<PutGateHeldFileRulingAnswer>('PUT', '/v1/gate/held/{file}/ruling', asked),
  };
}

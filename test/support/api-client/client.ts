// The desk's API as functions. Written by `npm run openapi` from docs/openapi.json; changed by hand it is wrong.
import type {
  GetMeAnswer,
  GetReadsAnswer,
  GetQueueAnswer,
  GetClocksAnswer,
  GetCasesAnswer,
  GetCasesNumberAnswer,
  GetCasesNumberEventsAnswer,
  PostCasesNumberDecisionsAnswer,
  PutCasesNumberClaimAnswer,
  PostCasesNumberActsAnswer,
} from './answered.ts';
import type {
  GetMeAsked,
  GetReadsAsked,
  GetQueueAsked,
  GetClocksAsked,
  GetCasesAsked,
  GetCasesNumberAsked,
  GetCasesNumberEventsAsked,
  PostCasesNumberDecisionsAsked,
  PutCasesNumberClaimAsked,
  PostCasesNumberActsAsked,
} from './asked.ts';

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
  readonly path?: Readonly<Record<string, string>>;
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
    /** What waits for somebody, in the order of work. */
    getQueue: (asked: GetQueueAsked) => send<GetQueueAnswer>('GET', '/v1/queue', asked),
    /** Legal clocks, those at risk first. */
    getClocks: (asked: GetClocksAsked) => send<GetClocksAnswer>('GET', '/v1/clocks', asked),
    /** Cases page by page, received last first. */
    getCases: (asked: GetCasesAsked) => send<GetCasesAnswer>('GET', '/v1/cases', asked),
    /** One case as it stands. */
    getCasesNumber: (asked: GetCasesNumberAsked) =>
      send<GetCasesNumberAnswer>('GET', '/v1/cases/{number}', asked),
    /** What happened in a case, in order. */
    getCasesNumberEvents: (asked: GetCasesNumberEventsAsked) =>
      send<GetCasesNumberEventsAnswer>('GET', '/v1/cases/{number}/events', asked),
    /** Hide, refuse or destroy items of a case: one signature, all of them or none. */
    postCasesNumberDecisions: (asked: PostCasesNumberDecisionsAsked) =>
      send<PostCasesNumberDecisionsAnswer>('POST', '/v1/cases/{number}/decisions', asked),
    /** Work on a case until a moment, so that nobody else decides on it meanwhile; null hands it back. */
    putCasesNumberClaim: (asked: PutCasesNumberClaimAsked) =>
      send<PutCasesNumberClaimAnswer>('PUT', '/v1/cases/{number}/claim', asked),
    /** Everything else a person signs about a case; withdraw-law, extend-clock and close-case are a lead’s. */
    postCasesNumberActs: (asked: PostCasesNumberActsAsked) =>
      send<PostCasesNumberActsAnswer>('POST', '/v1/cases/{number}/acts', asked),
  };
}

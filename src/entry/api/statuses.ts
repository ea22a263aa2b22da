// With which HTTP status each code comes. What the domain refuses and what is not named here is 409: the case, as it is now, says no.

export const STATUSES = {
  'request.invalid': 400,
  'idempotency.missing': 400,
  'token.missing': 401,
  'token.unknown': 401,
  'token.role': 403,
  'token.no-person': 403,
  'decision.signature': 403,
  'address.unknown': 404,
  'case.unknown': 404,
  'report.none': 404,
  'appeal.unknown': 404,
  'request.slow': 408,
  'letter.unknown': 410,
  'case.changed': 412,
  'request.too-large': 413,
  'request.media-type': 415,
  'idempotency.reused': 422,
  'ground.unknown': 422,
  'ground.keeps-only': 422,
  'ground.no-article': 422,
  'ground.no-law': 422,
  'case.no-version': 428,
  'server.unexpected': 500,
  'read.not-recorded': 503,
} as const satisfies Readonly<Record<string, number>>;

/** A code that the API itself says, or that has a status of its own. */
export type ApiCode = keyof typeof STATUSES;

export const statusOf = (code: string): number =>
  Object.hasOwn(STATUSES, code) ? STATUSES[code as ApiCode] : 409;

/** What a status says, for people; the code says it to programs. */
export const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not well formed',
  401: 'A token is needed',
  403: 'Not with this token',
  404: 'Not here',
  408: 'It took too long',
  409: 'Understood, and refused',
  410: 'Not kept any more',
  412: 'Changed since it was read',
  413: 'Too large',
  415: 'This kind of content is not accepted',
  422: 'Understood, and not possible like this',
  428: 'Say what was read',
  500: 'Something went wrong here',
  503: 'Not able to answer now',
};

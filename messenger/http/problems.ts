// Every refusal the messenger gives, as problem+json with a stable code.
// Codes are promises to clients; details are sentences for people and may change.
import type { Code } from './codes.ts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not well formed',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not here',
  410: 'Moved to another id',
  409: 'In conflict with what is already there',
  413: 'Too large',
  416: 'This range is outside the file',
  415: 'This kind of content is not accepted',
  422: 'Understood, but refused',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not able to answer now',
};

/** A refusal on its way to the client. Thrown anywhere below a route. */
export class Problem extends Error {
  readonly status: number;
  readonly code: Code;
  readonly retryAfterS: number | undefined;
  /** What else the answer says. */
  readonly more: object;

  constructor(status: number, code: Code, detail: string, retryAfterS?: number, more: object = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.retryAfterS = retryAfterS;
    this.more = more;
  }
}

/** Turns every error and every unknown address into problem+json. An unexpected error tells the client nothing but its code. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Problem, request, reply) =>
    sendProblem(reply, toProblem(error, request)),
  );
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, new Problem(404, 'address.unknown', 'There is nothing at this address.')),
  );
}

/** Sends one problem. */
function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.retryAfterS !== undefined) reply.header('retry-after', String(problem.retryAfterS));
  // A string, so that the response schema of the route is not asked about a refusal.
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_TYPE)
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: `urn:yeoul:problem:${problem.code}`,
      title: TITLES[problem.status] ?? 'Refused',
      status: problem.status,
      code: problem.code,
      detail: problem.message,
      ...problem.more,
    });
}

function toProblem(error: FastifyError | Problem, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (error.validation !== undefined) return new Problem(400, 'request.invalid', error.message);
  const known = knownError(error);
  if (known !== undefined) return known;
  request.log.error({ err: error }, 'unexpected');
  return new Problem(
    500,
    'server.unexpected',
    'The server failed. Try again; if it stays, tell the operator.',
  );
}

/** PostgreSQL's codes for a text it cannot store, such as one with a NUL in it. */
const UNSTORABLE_TEXT: readonly string[] = ['22021', '22P05'];

/** PostgreSQL's codes for a change that met another one on its way: what it points at has just moved, or both wait. */
const MET_ANOTHER: readonly string[] = ['23503', '40P01'];

function knownError(error: FastifyError): Problem | undefined {
  if (MET_ANOTHER.includes(error.code)) {
    return new Problem(503, 'server.unavailable', 'Something changed at the same moment. Try again.', 1);
  }
  if (UNSTORABLE_TEXT.includes(error.code)) {
    return new Problem(400, 'request.invalid', 'A text holds a character that cannot be stored.');
  }
  const status = error.statusCode ?? 500;
  if (status === 413)
    return new Problem(413, 'request.too-large', 'The body is larger than this address accepts.');
  if (status === 415)
    return new Problem(415, 'request.media-type', 'This Content-Type is not accepted here.');
  if (status >= 400 && status < 500) return new Problem(400, 'request.invalid', error.message);
  return undefined;
}

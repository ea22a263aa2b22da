// Every "no" of the API as problem+json (RFC 9457) with a stable code of docs/errors.md. What was asked is never said back.
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Refusal } from '../../domain/kernel/errors.ts';
import { type ApiCode, statusOf, TITLES } from './statuses.ts';
import type { ApiSettings } from './wiring.ts';

const PROBLEM_TYPE = 'application/problem+json';

/** A refusal on its way out, thrown anywhere below a route. */
export class Problem extends Error {
  readonly code: ApiCode | Refusal['code'];
  constructor(code: Problem['code'], detail: string) {
    super(detail);
    this.code = code;
  }
}

/** A refusal of the domain, as a problem. */
export const refused = ({ code, detail }: Refusal): Problem => new Problem(code, detail);

/** Every error and every unknown address becomes a problem. A failure tells whoever asked nothing but its code. */
export function answerProblems(app: FastifyInstance, { onTrouble }: Pick<ApiSettings, 'onTrouble'>): void {
  app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = problemOf(error);
    if (statusOf(problem.code) >= 500) onTrouble(codeOf(error), request.routeOptions.url ?? '');
    return send(reply, problem);
  });
  app.setNotFoundHandler((_, reply) =>
    send(reply, new Problem('address.unknown', 'There is nothing at this address.')),
  );
}

const codeOf = (error: unknown): string => (error as { readonly code?: string }).code ?? 'unexpected';

function problemOf(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error;
  // The checker's own words name the member and the rule, never the value.
  if (error.validation !== undefined) return new Problem('request.invalid', error.message);
  if (error.code === 'FST_ERR_HANDLER_TIMEOUT')
    return new Problem('request.slow', 'The answer took too long.');
  if (error.statusCode === 413) return new Problem('request.too-large', 'The body is larger than 64 KiB.');
  if (error.statusCode === 415) return new Problem('request.media-type', 'Send application/json.');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new Problem('request.invalid', 'The request could not be read.');
  return new Problem('server.unexpected', 'The desk failed. Try again; if it stays, tell the operator.');
}

/** A string, so that the response schema of the route is not asked about a refusal. */
function send(reply: FastifyReply, { code, message }: Problem): FastifyReply {
  const status = statusOf(code);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(status)
    .type(PROBLEM_TYPE)
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: `urn:redress:problem:${code}`,
      title: TITLES[status] ?? 'Refused',
      status,
      code,
      detail: message,
    });
}

// Which answers a read is asked again for, and which stand.
import { describe, expect, test } from 'vitest';
import type { Answer, Call } from './client.ts';
import { patiently } from './patient.ts';

const READ: Call = { endpoint: 'GET /admin/v1/media', as: 'admin' };
const ORDER: Call = { endpoint: 'POST /admin/v1/media/:blob/hide', as: 'admin', key: 'k' };
const FAILING: Answer = { kind: 'retry', code: 'connector.failing', afterMs: null };
const answered = (status: number) => ({ kind: 'answered', status }) as unknown as Answer;
const limited = (afterMs: number): Answer => ({ kind: 'retry', code: 'connector.rate-limited', afterMs });

/** What came in the end, how often it was asked, and the pauses between. */
async function ask(call: Call, ...answers: readonly Answer[]) {
  const pauses: number[] = [];
  let asked = 0;
  const client = patiently({ call: async () => answers[asked++] ?? answered(200) }, async (ms) =>
    pauses.push(ms),
  );
  return { answer: await client.call(call), asked, pauses };
}

describe('a read', () => {
  test.each([
    ['that fails is asked again after a moment', FAILING, 250],
    ['whose token was refused is asked again after a moment', answered(401), 250],
    ['that must wait waits as long as it is told', limited(1_000), 1_000],
  ])('%s', async (_what, first, pause) => {
    expect(await ask(READ, first)).toEqual({ answer: answered(200), asked: 2, pauses: [pause] });
  });

  test('is asked three times at most, with a growing pause', async () => {
    expect(await ask(READ, FAILING, FAILING, FAILING)).toEqual({
      answer: FAILING,
      asked: 3,
      pauses: [250, 500],
    });
  });

  test.each([
    ['is told to wait long', limited(3_000)],
    ['got no answer at all', { kind: 'retry', code: 'connector.unreachable', afterMs: null } as const],
    ['is answered, with yes', answered(200)],
    ['is answered, with no', answered(404)],
  ])('that %s is not asked again', async (_what, first) => {
    expect(await ask(READ, first)).toEqual({ answer: first, asked: 1, pauses: [] });
  });
});

test('of a stranger who is kept out is not asked again', async () => {
  const call: Call = { endpoint: 'HEAD /media/:blob', as: 'anonymous' };
  expect(await ask(call, answered(401))).toEqual({ answer: answered(401), asked: 1, pauses: [] });
});

test('an order is never asked again here: the outbox does, with its key', async () => {
  expect(await ask(ORDER, FAILING)).toEqual({ answer: FAILING, asked: 1, pauses: [] });
});

// Contenders take turns: A B C, A B C, ... so that a noisy minute hits all of them.

/** Asks each contender once a round, one at a time. @returns for each contender its answers, in the order of the rounds */
export async function interleaved<Who, Answer>(
  contenders: readonly Who[],
  rounds: number,
  ask: (contender: Who, round: number) => Promise<Answer>,
): Promise<Answer[][]> {
  const answers: Answer[][] = contenders.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, contender] of contenders.entries()) answers[at]?.push(await ask(contender, round));
  return answers;
}

/** As `interleaved`, after one more round that is not counted: compiled code and caches are then as they stay. */
export async function warmedUp<Who, Answer>(
  contenders: readonly Who[],
  rounds: number,
  ask: (contender: Who, round: number) => Promise<Answer>,
): Promise<Answer[][]> {
  const answers = await interleaved(contenders, rounds + 1, ask);
  return answers.map(([, ...counted]) => counted);
}

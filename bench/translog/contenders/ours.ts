// Ours, as a contender of the bench.

import { answerLines } from '../../harness/answer-lines.ts';
import type { Question } from '../questions.ts';
import { appends, proveFiles, verify, write } from './disk.ts';
import { check, checkpoint, grow, hash, prove } from './memory.ts';

const ANSWERS: { readonly [Name in Question['do']]: (question: never) => object | Promise<object> } = {
  ...{ appends, write, verify, proveFiles },
  ...{ grow, prove, check, checkpoint, hash },
};

await answerLines((question: Question) => ANSWERS[question.do](question as never));

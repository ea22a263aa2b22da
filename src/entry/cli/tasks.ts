// `redress task`: work that was taken out of the line, and putting it back.
import { taskId } from '../../domain/kernel/ids.ts';
import { CommandError, type Output } from './output.ts';
import type { Desk } from './wiring.ts';

const MOST = 500;

export async function listTasks(desk: Desk, output: Output): Promise<void> {
  const tasks = await desk.outbox.failed(MOST);
  const states = await Promise.all(tasks.map((task) => desk.cases.load(task.case)));
  const rows = tasks.map(({ id, work, code, attempt }, at) => ({
    id,
    case: states[at]?.number ?? null,
    work: work.kind,
    code,
    tries: attempt,
  }));
  const lines = rows.map(
    (row) => `${row.id}  ${row.case}  ${row.work}  ${row.code}  tried ${row.tries} times`,
  );
  output.result(
    { failed: rows },
    lines.length === 0
      ? ['No task was given up. / 포기한 작업이 없습니다.']
      : [...lines, 'Again: redress task retry ID'],
  );
}

/** Nothing is decided by it: what the task does was asked for before. */
export async function retryTask(desk: Desk, id: string, output: Output): Promise<void> {
  if (!(await desk.outbox.again(taskId(id), desk.clock())))
    throw new CommandError('task.not-failed', `no task ${id} was given up`, '`redress task list` names them');
  output.result({ retried: id }, [`${id}: back in the line. A serving desk takes it within its next look.`]);
}

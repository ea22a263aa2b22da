// Five hundred notices that agree on being false: members of one group report harmless pictures of others, in the same words, within the hour.
// Honest people report at the same time.
import { report, reportPost, type Telling } from './telling.ts';

/** Sends all of them, with the honest ones of the day spread evenly among them. */
export async function flood(telling: Telling): Promise<void> {
  const { plan, counted, words, world } = telling;
  const honest = plan.reports.filter(({ day }) => day === 3);
  const every = Math.ceil(plan.size.falseNotices / (honest.length + 1));
  const [, ...targets] = world.harmless;
  for (let sent = 0; sent < plan.size.falseNotices; sent += 1) {
    const link = targets[sent % targets.length]?.permalink ?? '';
    await report(telling, { link }, ['intimate-image'], { words: words.floodWords }, null);
    counted.falseReports += 1;
    const next = honest[Math.floor(sent / every)];
    if (sent % every === every - 1 && next !== undefined) await reportPost(telling, next);
  }
  const reported = Math.floor(plan.size.falseNotices / every);
  for (const late of honest.slice(reported)) await reportPost(telling, late);
}

// A short command as far as wake-ups go: leaves one hint at the database it is told of, lets go, and ends if nothing holds it.
import { instant } from '../../src/domain/kernel/instant.ts';
import { lazyWaker } from '../../src/adapters/store/postgres/waker.ts';

const waker = lazyWaker(process.argv[2] ?? '', false, () => undefined);
const hinted = await waker.hint(instant(Date.now())).then(
  () => 'hinted',
  () => 'failed',
);
await waker.stop();
console.log(hinted);

// What is no clock of a case (steps of the machine's clock, the watchdog's findings), told over several channels at once. Each has its own result; what one was told is not told to it again by this process.
import type { AlarmMessage } from '../../domain/clock/alarm-message.ts';
import type { Alarms, Answer, Channel, Told } from '../../ports/alarms.ts';

/** A retry for one channel must not become a second letter on another. Forgotten from the oldest, and by a restart. */
const REMEMBERED = 10_000;

export function alarmsOver(channels: readonly Channel[]): Alarms {
  const told = new Set<string>();
  const remember = (key: string): void => {
    const [oldest] = told;
    if (told.size >= REMEMBERED && oldest !== undefined) told.delete(oldest);
    told.add(key);
  };
  const tellOne = async (channel: Channel, message: AlarmMessage): Promise<Told> => {
    const key = `${channel.name} ${message.id}`;
    if (told.has(key)) return { channel: channel.name, kind: 'told' };
    const answer = await channel.tell(message).catch(broke);
    if (answer.kind === 'told') remember(key);
    return { channel: channel.name, ...answer };
  };
  return {
    channels,
    tell: (message) => Promise.all(channels.map((channel) => tellOne(channel, message))),
  };
}

const broke = (): Answer => ({ kind: 'failed', permanent: false, code: 'alarm.broke' });

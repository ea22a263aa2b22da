// Hands one mail over by SMTP, byte for byte, and says what the desk answered. It never retries: the loader does.
import nodemailer from 'nodemailer';
import type { Answer } from './ack-ledger.ts';
import type { Letter } from './letters.ts';
import { AUTHORITY_ADDRESS, DESK_ADDRESS } from './scene.ts';

const TIMEOUT_MS = 20_000;

/** @param from what MAIL FROM names */
export async function handOver(
  port: number,
  letter: Letter,
  from: string = AUTHORITY_ADDRESS,
): Promise<Answer> {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  try {
    await transport.sendMail({ envelope: { from, to: DESK_ADDRESS }, raw: letter.raw });
    return 'acknowledged';
  } catch (error) {
    return answerOf(error as Failure);
  } finally {
    transport.close();
  }
}

interface Failure {
  readonly responseCode?: number;
  /** `connect` when nobody listened. */
  readonly syscall?: string;
  readonly message: string;
}

/** A refusal for good is no accident of a crash: the proof itself is wrong, and says so. */
function answerOf({ responseCode = 0, syscall, message }: Failure): Answer {
  if (responseCode >= 500) throw new Error(`the desk refused a letter for good: ${message}`);
  return responseCode > 0 || syscall === 'connect' ? 'not-taken' : 'unknown';
}

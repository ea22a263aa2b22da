// Tokens of the API: 256 random bits behind a mark, so that one that was left somewhere is recognised as what it is.
import { randomBytes } from 'node:crypto';

const BYTES = 32;

export const newToken = (): string => `redress_${randomBytes(BYTES).toString('base64url')}`;

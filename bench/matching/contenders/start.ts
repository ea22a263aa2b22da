// Starts a contender: one of ours in this Node, or a peer in the bench's Python.

import path from 'node:path';
import { type Contender, startContender } from '../../harness/line-process.ts';

const PEERS = path.resolve(import.meta.dirname, '../../peers');

export type Ours = 'pdq' | 'search' | 'gate' | 'video';

export const startOurs = (which: Ours, cores: 'one' | 'all' = 'one'): Contender =>
  startContender('ours', [process.execPath, path.join(import.meta.dirname, `${which}.ts`)], cores);

export const startPeer = (
  name: string,
  python: string,
  driver: 'pdq_peer.py' | 'search_peer.py' | 'video_peer.py',
  cores: 'one' | 'all' = 'one',
): Contender => startContender(name, [python, path.join(PEERS, driver)], cores);

export const startMetaPdq = (python: string, library: string): Contender =>
  startContender("Meta's C++", [python, path.join(PEERS, 'meta_pdq_peer.py'), library]);

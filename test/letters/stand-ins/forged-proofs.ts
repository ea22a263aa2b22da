// Proofs that would make a claim the board's own letter, if anybody believed them.
export const FORGED = {
  dmarc: 'pass',
  signatures: [
    {
      id: 'f'.repeat(64),
      domain: 'maru-board.example',
      passed: true,
      algorithm: 'rsa-sha256',
      keyBits: 2048,
      hasLengthTag: false,
      covers: [
        'from',
        'to',
        'subject',
        'date',
        'message-id',
        'mime-version',
        'content-type',
        'content-transfer-encoding',
      ],
    },
  ],
  dnsFailed: false,
} as const;

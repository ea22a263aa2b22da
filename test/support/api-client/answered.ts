// What each address of the API answers, beside those of a case. Written by `npm run openapi` from docs/openapi.json; changed by hand it is wrong.

export type GetMeAnswer = {
  readonly at: string;
  readonly token: string;
  readonly role: string;
  readonly person: { readonly id: string; readonly name: string } | null;
};

export type GetReadsAnswer = {
  readonly reads: readonly {
    readonly at: string;
    readonly token: string | null;
    readonly login: string | null;
    readonly person: string | null;
    readonly what: string;
    readonly part: string | null;
    readonly number: string | null;
  }[];
  readonly next: string | null;
};

export type GetQueueAnswer = {
  readonly at: string;
  readonly queue: readonly {
    readonly place: number;
    readonly number: string;
    readonly needs: string;
    readonly danger: string;
    readonly copies: number;
    readonly rooms: number;
    readonly newCopies: number;
    readonly turnOf: string;
    readonly earlier: number;
    readonly takesTurns: { readonly why: string; readonly with: number } | null;
    readonly left: string;
    readonly deadline: string | null;
    readonly receivedAt: string;
    readonly heldBy: string | null;
    readonly heldUntil: string | null;
  }[];
  readonly next: number | null;
};

export type GetClocksAnswer = {
  readonly at: string;
  readonly clocks: readonly {
    readonly case: string;
    readonly clock: string;
    readonly regime: string;
    readonly law: { readonly en: string; readonly ko: string };
    readonly instrument: string;
    readonly article: string | null;
    readonly duty: { readonly en: string; readonly ko: string };
    readonly risk: string;
    readonly status: string;
    readonly since: string | null;
    readonly why: string | null;
    readonly startedAt: string;
    readonly occasion: string;
    readonly pace: string;
    readonly due: string | null;
    readonly dueLocal: string | null;
    readonly zone: string;
    readonly leftMs: number | null;
    readonly target: string | null;
    readonly targetOf: string | null;
    readonly targetIsLaw: boolean;
    readonly provisional: boolean;
    readonly mark: string;
    readonly binding: boolean;
    readonly calendarKnown: boolean;
    readonly alarms: readonly string[];
  }[];
  readonly next: string | null;
};

export type GetCasesAnswer = {
  readonly cases: readonly {
    readonly number: string;
    readonly documentNumber: string | null;
    readonly status: string;
    readonly needs: string;
    readonly newLetters: number;
    readonly first: boolean;
    readonly reported: readonly string[] | null;
    readonly level: string | null;
    readonly items: number;
    readonly settled: number;
    readonly joined: number;
    readonly receivedAt: string;
    readonly due: string | null;
    readonly target: string | null;
  }[];
  readonly next: string | null;
};

export type GetPreservationsAnswer = {
  readonly at: string;
  readonly preservations: readonly {
    readonly number: string;
    readonly item: number;
    readonly ground: string;
    readonly copies: number;
    readonly is: string;
    readonly since: string;
    readonly until: string;
    readonly extended: boolean;
    readonly releasedAt: string | null;
  }[];
  readonly next: number | null;
};

export type GetLawsAnswer = {
  readonly laws: readonly {
    readonly regime: string;
    readonly edition: string;
    readonly name: { readonly en: string; readonly ko: string };
    readonly instrument: string;
    readonly jurisdiction: string;
    readonly articles: readonly string[];
  }[];
  readonly next: number | null;
};

export type GetPeopleAnswer = {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly next: number | null;
};

export type GetAuthoritiesAnswer = {
  readonly at: string;
  readonly authorities: readonly {
    readonly id: string;
    readonly name: { readonly en: string; readonly ko: string };
    readonly kind: string;
    readonly country: string;
  }[];
  readonly next: number | null;
};

export type GetMisuseAnswer = {
  readonly at: string;
  readonly patterns: readonly {
    readonly kind: 'same-words' | 'one-notifier' | 'one-place' | 'one-account' | 'refused' | 'mutual';
    readonly cases: readonly string[];
    readonly casesNext: number | null;
    readonly from: string;
    readonly until: string;
    readonly notifiers: number;
    readonly newcomers: number;
    readonly outcomes: {
      readonly waiting: number;
      readonly refused: number;
      readonly acted: number;
      readonly other: number;
    };
    readonly danger: number;
  }[];
  readonly next: number | null;
};

export type GetMisuseActsAnswer = {
  readonly at: string;
  readonly acts: readonly {
    readonly id: string;
    readonly kind: 'warn' | 'limit' | 'lift';
    readonly cases: readonly string[];
    readonly reason: string | null;
    readonly by: string;
    readonly at: string;
    readonly until: string | null;
    readonly told: { readonly at: string; readonly how: 'mail' | 'person' } | null;
    readonly holds: boolean;
  }[];
  readonly next: number | null;
};

export type PutMisuseActsActToldAnswer = { readonly told: string };

export type GetGateStopsAnswer = {
  readonly stops: readonly {
    readonly id: string;
    readonly platform: string;
    readonly case: string | null;
    readonly verdict: 'refuse' | 'hold';
    readonly distance: number;
    readonly at: string;
  }[];
  readonly next: string | null;
};

export type GetGateHeldAnswer = {
  readonly held: readonly {
    readonly platform: string;
    readonly file: string;
    readonly kind: string;
    readonly case: string | null;
    readonly distance: number | null;
    readonly since: string | null;
  }[];
  readonly next: number | null;
};

export type PutGateHeldFileRulingAnswer = {
  readonly platform: string;
  readonly file: string;
  readonly ruling: 'allow' | 'refuse';
  readonly act: string;
};

// What each address of the API is asked, beside those of a case. Written by `npm run openapi` from docs/openapi.json; changed by hand it is wrong.

export interface GetMeAsked {}

export interface GetReadsAsked {
  readonly query?: { readonly limit?: number; readonly cursor?: string };
}

export interface GetQueueAsked {
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface GetClocksAsked {
  readonly query?: { readonly limit?: number; readonly stopped?: boolean; readonly cursor?: string };
}

export interface GetCasesAsked {
  readonly query?: {
    readonly limit?: number;
    readonly cursor?: string;
    readonly status?: 'open' | 'answered' | 'closed';
  };
}

export interface GetPreservationsAsked {
  readonly query?: { readonly limit?: number; readonly after?: number; readonly ended?: boolean };
}

export interface GetLawsAsked {
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface GetPeopleAsked {
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface GetAuthoritiesAsked {
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface GetMisuseAsked {
  readonly query?: {
    readonly days?: number;
    readonly limit?: number;
    readonly after?: number;
    readonly casesAfter?: number;
  };
}

export interface GetMisuseActsAsked {
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface PutMisuseActsActToldAsked {
  readonly path: { readonly act: string };
  readonly headers: { readonly 'idempotency-key': string };
  readonly body: { readonly id: string; readonly at: string; readonly signature: string };
}

export interface GetGateStopsAsked {
  readonly query?: { readonly limit?: number; readonly cursor?: string; readonly number?: string };
}

export interface GetGateHeldAsked {
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface PutGateHeldFileRulingAsked {
  readonly path: { readonly file: string };
  readonly headers: { readonly 'idempotency-key': string };
  readonly body: {
    readonly id: string;
    readonly at: string;
    readonly signature: string;
    readonly platform: string;
    readonly ruling: 'allow' | 'refuse';
  };
}

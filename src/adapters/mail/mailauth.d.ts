// The part of mailauth that we use; the package ships no types of its own.
declare module 'mailauth/lib/mailauth.js' {
  export interface DkimResult {
    readonly id: string;
    readonly signingDomain: string;
    readonly algo: string;
    readonly status: {
      readonly result: string;
      readonly testing?: boolean;
      readonly aligned?: string | false;
      readonly underSized?: number | false;
    };
    /** `t=` as an ISO time; absent where the signature was not checked. */
    readonly signTime?: string | null;
    readonly canonBodyLengthLimited: boolean;
    readonly modulusLength?: number;
    readonly signingHeaders?: { readonly keys: string };
  }
  export interface DmarcResult {
    readonly status: { readonly result: string };
  }
  export function dkimVerify(
    input: Buffer,
    options: Record<string, unknown>,
  ): Promise<{
    readonly headerFrom: unknown;
    readonly fromFields: number;
    readonly results: readonly DkimResult[];
  }>;
  export function dmarc(options: Record<string, unknown>): Promise<DmarcResult | false>;
  /** Both at once, by the real clock: for those who look at the desk's own mail. */
  export function authenticate(
    input: Buffer,
    options: Record<string, unknown>,
  ): Promise<{
    readonly dkim: { readonly results: readonly DkimResult[] };
    readonly dmarc?: DmarcResult | false;
    readonly spf?: DmarcResult | false;
  }>;
}

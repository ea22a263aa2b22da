// The part of mailauth that we use; the package ships no types of its own.
declare module 'mailauth/lib/mailauth.js' {
  interface DkimResult {
    readonly id: string;
    readonly signingDomain: string;
    readonly algo: string;
    readonly status: { readonly result: string; readonly testing?: boolean };
    /** `t=` as an ISO time; absent where the signature was not checked. */
    readonly signTime?: string | null;
    readonly canonBodyLengthLimited: boolean;
    readonly modulusLength?: number;
    readonly signingHeaders?: { readonly keys: string };
  }
  export interface AuthenticateResult {
    readonly dkim: { readonly results: readonly DkimResult[] };
    readonly dmarc?: { readonly status: { readonly result: string } } | false;
    readonly spf?: { readonly status: { readonly result: string } } | false;
  }
  export function authenticate(input: Buffer, options: Record<string, unknown>): Promise<AuthenticateResult>;
}

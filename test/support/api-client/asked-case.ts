// What each address of the API below a case is asked. Written by `npm run openapi` from docs/openapi.json; changed by hand it is wrong.

export interface GetCasesNumberAsked {
  readonly path: { readonly number: string };
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface GetCasesNumberEventsAsked {
  readonly path: { readonly number: string };
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface GetCasesNumberItemsItemCopiesAsked {
  readonly path: { readonly number: string; readonly item: number };
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface GetCasesNumberLettersAsked {
  readonly path: { readonly number: string };
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface GetCasesNumberJoinedAsked {
  readonly path: { readonly number: string };
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface GetCasesNumberReasonsAsked {
  readonly path: { readonly number: string };
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface GetCasesNumberEmergencyAsked {
  readonly path: { readonly number: string };
}

export interface GetCasesNumberReceiptsAsked {
  readonly path: { readonly number: string };
}

export interface GetCasesNumberReportAsked {
  readonly path: { readonly number: string };
}

export interface GetCasesNumberAppealsAppealAsked {
  readonly path: { readonly number: string; readonly appeal: string };
}

export interface PostCasesNumberDecisionsAsked {
  readonly path: { readonly number: string };
  readonly headers: { readonly 'idempotency-key': string; readonly 'if-match': string };
  readonly body: {
    readonly id: string;
    readonly at: string;
    readonly signature: string;
    readonly act: 'hide' | 'refuse' | 'destroy' | 'restore';
    readonly items: readonly number[];
    readonly ground:
      | { readonly kind: 'law'; readonly regime: string; readonly article?: string }
      | { readonly kind: 'other-law'; readonly law: string }
      | { readonly kind: 'terms'; readonly clause: string };
    readonly although?: 'only-to-keep';
    readonly list?: readonly { readonly number: string; readonly items: readonly number[] }[];
    readonly until?: string;
    readonly spares?: readonly {
      readonly copy: string;
      readonly why: 'own-copy' | 'reporting' | 'investigation';
    }[];
  };
}

export interface PutCasesNumberClaimAsked {
  readonly path: { readonly number: string };
  readonly headers: { readonly 'idempotency-key': string };
  readonly body: {
    readonly id: string;
    readonly at: string;
    readonly signature: string;
    readonly until: string | null;
  };
}

export interface PostCasesNumberActsAsked {
  readonly path: { readonly number: string };
  readonly headers: { readonly 'idempotency-key': string; readonly 'if-match': string };
  readonly body: {
    readonly id: string;
    readonly at: string;
    readonly signature: string;
    readonly asks:
      | {
          readonly kind: 'judge-notice';
          readonly missing: readonly (
            | 'locator'
            | 'description'
            | 'signature'
            | 'date'
            | 'contact'
            | 'name'
            | 'email'
            | 'phone'
            | 'reasons'
            | 'non-consent'
            | 'good-faith'
            | 'truth'
            | 'intimate-content'
            | 'standing'
            | 'account'
            | 'request-kind'
            | 'measure'
            | 'appeal-notice'
            | 'legal-basis'
            | 'issuer'
            | 'territory'
            | 'data-scope'
            | 'case-reference'
            | 'evidence'
            | 'in-writing'
            | 'notification-choice'
            | 'provider-registration'
            | 'provider-contact'
            | 'official-form'
          )[];
        }
      | {
          readonly kind: 'complete-notice';
          readonly stated: readonly (
            | 'locator'
            | 'description'
            | 'signature'
            | 'date'
            | 'contact'
            | 'name'
            | 'email'
            | 'phone'
            | 'reasons'
            | 'non-consent'
            | 'good-faith'
            | 'truth'
            | 'intimate-content'
            | 'standing'
            | 'account'
            | 'request-kind'
            | 'measure'
            | 'appeal-notice'
            | 'legal-basis'
            | 'issuer'
            | 'territory'
            | 'data-scope'
            | 'case-reference'
            | 'evidence'
            | 'in-writing'
            | 'notification-choice'
            | 'provider-registration'
            | 'provider-contact'
            | 'official-form'
          )[];
        }
      | {
          readonly kind: 'record-milestone';
          readonly milestone:
            | 'receipt-confirmed'
            | 'status-told'
            | 'delay-known'
            | 'delay-told'
            | 'uploader-told'
            | 'nobody-to-tell'
            | 'preserved'
            | 'reported';
          readonly reachedAt: string | null;
        }
      | { readonly kind: 'record-referral'; readonly item: number }
      | { readonly kind: 'answer-by-hand' }
      | { readonly kind: 'send-again' }
      | { readonly kind: 'release-reply' }
      | {
          readonly kind: 'withdraw-law';
          readonly regime: string;
          readonly reason:
            | 'not-this-law'
            | 'place-not-covered'
            | 'content-not-covered'
            | 'notice-insufficient';
        }
      | { readonly kind: 'pause-clock'; readonly clock: string }
      | { readonly kind: 'resume-clock'; readonly clock: string }
      | { readonly kind: 'extend-clock'; readonly clock: string; readonly due: string }
      | { readonly kind: 'release-claim' }
      | {
          readonly kind: 'close-case';
          readonly reason: 'nothing-to-answer' | 'sender-never-proven' | 'duplicate';
        }
      | { readonly kind: 'withdraw-items'; readonly items: readonly number[]; readonly letter: string | null }
      | { readonly kind: 'undo-withdrawal'; readonly items: readonly number[] }
      | {
          readonly kind: 'preserve-items';
          readonly items: readonly number[];
          readonly ground:
            | { readonly kind: 'law'; readonly regime: string; readonly article?: string }
            | { readonly kind: 'other-law'; readonly law: string }
            | { readonly kind: 'terms'; readonly clause: string };
          readonly until: string;
        }
      | {
          readonly kind: 'extend-preservations';
          readonly items: readonly number[];
          readonly until: string;
          readonly letter: string | null;
        }
      | {
          readonly kind: 'release-preservations';
          readonly items: readonly number[];
          readonly letter: string | null;
        }
      | { readonly kind: 'apply-law'; readonly regime: string; readonly edition: string }
      | {
          readonly kind: 'ask-notifier';
          readonly missing: readonly (
            | 'locator'
            | 'description'
            | 'signature'
            | 'date'
            | 'contact'
            | 'name'
            | 'email'
            | 'phone'
            | 'reasons'
            | 'non-consent'
            | 'good-faith'
            | 'truth'
            | 'intimate-content'
            | 'standing'
            | 'account'
            | 'request-kind'
            | 'measure'
            | 'appeal-notice'
            | 'legal-basis'
            | 'issuer'
            | 'territory'
            | 'data-scope'
            | 'case-reference'
            | 'evidence'
            | 'in-writing'
            | 'notification-choice'
            | 'provider-registration'
            | 'provider-contact'
            | 'official-form'
          )[];
          readonly items: readonly number[];
          readonly until: string;
        }
      | { readonly kind: 'end-asking'; readonly why: 'answered-otherwise' | 'taken-back' }
      | {
          readonly kind: 'escalate-case';
          readonly to:
            | { readonly kind: 'person'; readonly id: string }
            | { readonly kind: 'lead' }
            | { readonly kind: 'body'; readonly id: string };
          readonly why:
            | 'unsure'
            | 'law-question'
            | 'threat'
            | 'under-age'
            | 'own-interest'
            | 'not-ours-to-decide'
            | 'too-much';
          readonly items: readonly number[];
        }
      | { readonly kind: 'mark-danger'; readonly danger: 'none' | 'minor' | 'threat' }
      | { readonly kind: 'hold-reasons'; readonly why: 'investigation' | 'danger'; readonly until: string }
      | { readonly kind: 'release-reasons' }
      | {
          readonly kind: 'receive-appeal';
          readonly item: number;
          readonly from: 'uploader' | 'notifier';
          readonly against: string;
        }
      | {
          readonly kind: 'decide-appeal';
          readonly appeal: string;
          readonly upheld: boolean;
          readonly ground:
            | { readonly kind: 'law'; readonly regime: string; readonly article?: string }
            | { readonly kind: 'other-law'; readonly law: string }
            | { readonly kind: 'terms'; readonly clause: string };
        };
  };
}

export interface GetCasesNumberNotifierAsked {
  readonly path: { readonly number: string };
  readonly query?: { readonly limit?: number; readonly after?: number };
}

export interface PostCasesNumberNotifierAsked {
  readonly path: { readonly number: string };
  readonly headers: { readonly 'idempotency-key': string };
  readonly body: {
    readonly id: string;
    readonly at: string;
    readonly signature: string;
    readonly asks:
      | {
          readonly kind: 'warn';
          readonly cases: readonly string[];
          readonly reason: 'no-such-content' | 'same-again' | 'in-concert' | 'against-somebody';
        }
      | {
          readonly kind: 'limit';
          readonly cases: readonly string[];
          readonly reason: 'no-such-content' | 'same-again' | 'in-concert' | 'against-somebody';
          readonly until: string;
        }
      | { readonly kind: 'lift' };
  };
}

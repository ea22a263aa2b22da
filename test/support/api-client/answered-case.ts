// What each address of the API below a case answers. Written by `npm run openapi` from docs/openapi.json; changed by hand it is wrong.

export type GetCasesNumberAnswer = {
  readonly number: string;
  readonly version: number;
  readonly status: string;
  readonly needs: string;
  readonly emergency: {
    readonly danger: string;
    readonly steps: readonly string[];
    readonly countries: readonly string[];
  } | null;
  readonly claim: { readonly by: string; readonly until: string } | null;
  readonly receivedAt: string;
  readonly documentNumber: string | null;
  readonly kind: string;
  readonly sender: {
    readonly level: string;
    readonly authority: string | null;
    readonly reasons: readonly string[];
  };
  readonly report: {
    readonly platform: string;
    readonly reasons: readonly string[];
    readonly signedIn: boolean;
    readonly words: boolean;
    readonly contact: boolean;
    readonly shownFirst: boolean;
    readonly told: string | null;
  } | null;
  readonly replyBy: string | null;
  readonly unread: readonly string[];
  readonly rejected: readonly {
    readonly number: number | null;
    readonly text: string;
    readonly code: string;
  }[];
  readonly laws: readonly {
    readonly regime: string;
    readonly edition: string;
    readonly name: { readonly en: string; readonly ko: string };
    readonly instrument: string;
    readonly provisional: boolean;
    readonly missing: readonly string[];
  }[];
  readonly missing: readonly string[];
  readonly milestones: readonly { readonly milestone: string; readonly at: string }[];
  readonly clocks: readonly {
    readonly key: string;
    readonly regime: string;
    readonly duty: string;
    readonly article: string | null;
    readonly pace: string;
    readonly startedAt: string;
    readonly due: string | null;
    readonly target: string | null;
    readonly targetOf: string | null;
    readonly provisional: boolean;
    readonly status: string;
    readonly stoppedAt: string | null;
    readonly why: string | null;
    readonly alarms: readonly string[];
    readonly late: boolean | null;
  }[];
  readonly leading: string | null;
  readonly appeals: readonly {
    readonly id: string;
    readonly item: number;
    readonly by: string;
    readonly against: string;
    readonly onPlatform: boolean;
    readonly receivedAt: string;
    readonly upheld: boolean | null;
    readonly decidedBy: string | null;
  }[];
  readonly reasonsHeld: boolean;
  readonly hold: {
    readonly why: string;
    readonly since: string;
    readonly until: string | null;
    readonly by: string | null;
  } | null;
  readonly asking: {
    readonly missing: readonly string[];
    readonly items: readonly number[];
    readonly sent: number;
    readonly until: string;
    readonly remind: string;
  } | null;
  readonly escalated: {
    readonly to: { readonly kind: string; readonly id?: string };
    readonly why: string;
    readonly items: readonly number[];
    readonly by: string;
    readonly at: string;
  } | null;
  readonly replies: number;
  readonly thread: {
    readonly follows: string | null;
    readonly letters: readonly {
      readonly receivedAt: string;
      readonly kind: string;
      readonly documentNumber: string | null;
      readonly asks: readonly string[];
      readonly withdraws: readonly number[];
      readonly unclear: boolean;
      readonly objects: readonly number[];
      readonly objectsUnclear: boolean;
      readonly replyBy: string | null;
      readonly seen: boolean;
    }[];
    readonly withdrawn: readonly number[];
    readonly preserved: readonly {
      readonly item: number;
      readonly until: string;
      readonly extended: boolean;
      readonly releasedAt: string | null;
    }[];
  };
  readonly items: readonly {
    readonly position: number;
    readonly number: number | null;
    readonly link: string;
    readonly platform: string;
    readonly status: string;
    readonly result: { readonly word: string; readonly how?: string; readonly reason?: string } | null;
    readonly decidedBy: string | null;
    readonly hiddenForNowUntil: string | null;
    readonly copies: readonly {
      readonly id: string;
      readonly status: string;
      readonly round: number;
      readonly acceptedAt: string | null;
      readonly verifiedAt: string | null;
      readonly record: {
        readonly bytes: number | null;
        readonly mime: string | null;
        readonly postedAt: string | null;
      } | null;
    }[];
    readonly copiesNext: number | null;
    readonly coverage: {
      readonly method: string;
      readonly from?: string;
      readonly until: string;
      readonly complete: boolean;
      readonly blind?: readonly string[];
    } | null;
    readonly referredAt: string | null;
    readonly told: readonly {
      readonly done: string;
      readonly outcome: string;
      readonly digest: string;
      readonly at: string;
    }[];
    readonly rechecks: {
      readonly good: number;
      readonly next: string | null;
      readonly reopenedAt: string | null;
    };
  }[];
  readonly next: number | null;
};

export type GetCasesNumberEventsAnswer = {
  readonly events: readonly {
    readonly seq: number;
    readonly at: string;
    readonly kind: string;
    readonly actor: { readonly kind: string; readonly id?: string };
    readonly item?: number;
    readonly copy?: string;
    readonly clock?: string;
    readonly alarm?: string;
    readonly regime?: string;
    readonly milestone?: string;
    readonly power?: string;
    readonly round?: number;
    readonly answer?: string;
    readonly judgement?: string;
    readonly reason?: string;
    readonly decision?: { readonly id: string; readonly act: string; readonly by: string } | string;
    readonly result?: { readonly word: string };
  }[];
  readonly next: number | null;
};

export type GetCasesNumberItemsItemCopiesAnswer = {
  readonly copies: readonly {
    readonly id: string;
    readonly status: string;
    readonly round: number;
    readonly acceptedAt: string | null;
    readonly verifiedAt: string | null;
    readonly record: {
      readonly bytes: number | null;
      readonly mime: string | null;
      readonly postedAt: string | null;
    } | null;
  }[];
  readonly coverage: {
    readonly method: string;
    readonly from?: string;
    readonly until: string;
    readonly complete: boolean;
    readonly blind?: readonly string[];
  } | null;
  readonly next: number | null;
};

export type GetCasesNumberLettersAnswer = {
  readonly letters: readonly {
    readonly letter: string;
    readonly receivedAt: string;
    readonly kind: string;
    readonly documentNumber: string | null;
    readonly asks: readonly string[];
    readonly withdraws: readonly number[];
    readonly unclear: boolean;
    readonly objects: readonly number[];
    readonly objectsUnclear: boolean;
    readonly replyBy: string | null;
    readonly seen: boolean;
    readonly acknowledged: { readonly kind: string };
  }[];
  readonly follows: string | null;
  readonly followedBy: readonly string[];
  readonly next: number | null;
};

export type GetCasesNumberJoinedAnswer = {
  readonly joined: readonly {
    readonly item: number;
    readonly number: string;
    readonly position: number;
    readonly samePlace: boolean;
    readonly status: string;
    readonly decision: {
      readonly act: string;
      readonly ground: string;
      readonly by: string;
      readonly at: string;
      readonly signedIn: string;
    } | null;
    readonly result: { readonly word: string } | null;
    readonly appealOpen: boolean;
  }[];
  readonly next: number | null;
};

export type GetCasesNumberReasonsAnswer = {
  readonly held: boolean;
  readonly owed: number;
  readonly told: readonly {
    readonly item: number;
    readonly decision: string;
    readonly done: string;
    readonly outcome: string;
    readonly digest: string;
    readonly at: string;
  }[];
  readonly next: number | null;
};

export type GetCasesNumberEmergencyAnswer = {
  readonly found: 'none' | 'minor' | 'threat' | null;
  readonly emergency: {
    readonly danger: string;
    readonly says: { readonly en: string; readonly ko: string };
    readonly steps: readonly {
      readonly step: string;
      readonly says: { readonly en: string; readonly ko: string };
    }[];
    readonly countries: readonly {
      readonly country: string;
      readonly underAgeBelow: number;
      readonly lookOverBy: string;
      readonly overdue: boolean;
      readonly contacts: readonly {
        readonly name: { readonly en: string; readonly ko: string };
        readonly says: { readonly en: string; readonly ko: string };
        readonly phone: string | null;
        readonly web: string | null;
      }[];
    }[];
  } | null;
};

export type GetCasesNumberReceiptsAnswer = {
  readonly kind: string;
  readonly links?: number;
  readonly unlinked?: number;
  readonly head?: string | null;
  readonly seq?: number;
  readonly why?: string;
};

export type GetCasesNumberReportAnswer = {
  readonly words: string | null;
  readonly contact: string | null;
  readonly cut: boolean;
};

export type GetCasesNumberAppealsAppealAnswer = { readonly words: string | null; readonly cut: boolean };

export type PostCasesNumberDecisionsAnswer = {
  readonly number: string;
  readonly version: number;
  readonly act: string;
  readonly status: string;
};

export type PutCasesNumberClaimAnswer = {
  readonly number: string;
  readonly version: number;
  readonly act: string;
  readonly status: string;
};

export type PostCasesNumberActsAnswer = {
  readonly number: string;
  readonly version: number;
  readonly act: string;
  readonly status: string;
};

export type GetCasesNumberNotifierAnswer = {
  readonly notifier: string | null;
  readonly notices: readonly {
    readonly number: string;
    readonly receivedAt: string;
    readonly outcome: 'waiting' | 'refused' | 'acted' | 'other';
    readonly danger: string;
  }[];
  readonly next: number | null;
};

export type PostCasesNumberNotifierAnswer = {
  readonly id: string;
  readonly kind: 'warn' | 'limit' | 'lift';
  readonly cases: readonly string[];
  readonly byMail: boolean;
  readonly tell: string;
};

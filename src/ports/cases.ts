// Where cases are kept. Events, tasks and clock rows of one step are written together or not at all.
import type { Task } from '../domain/action/plan.ts';
import type { Copy } from '../domain/content/copy.ts';
import type { Locator } from '../domain/content/locator.ts';
import type { Case, CaseStatus } from '../domain/case/case.ts';
import type { CaseClaim, ItemIndex, Recorded } from '../domain/case/event.ts';
import type { Waiting } from '../domain/case/order-of-work.ts';
import type { AuthorityId, CaseId, CaseNumber, LetterId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { Claim } from './outbox.ts';

/** One step of a case, computed by the domain, to be written in one transaction. */
export interface Change {
  readonly events: readonly Recorded[];
  readonly tasks: readonly Task[];
}

/** A letter about to become a case, with what its deduplication needs. */
export interface IncomingLetter {
  readonly id: LetterId;
  /** Equal for the same mail delivered twice, whatever relays added on the way. */
  readonly contentKey: string;
  /** SHA-256 of the raw bytes in the vault. */
  readonly rawDigest: string;
  /** Passing DKIM signatures, for the replay memory. */
  readonly signatures: readonly string[];
  readonly receivedAt: Instant;
  /** What was observed about the sender and the verdict: evidence, kept as JSON; with `source`, its marks (`domain/notice/source.ts`). */
  readonly evidence: unknown;
}

/** A status a recorded case can have. */
export type ListedStatus = Exclude<CaseStatus, 'none'>;

export interface CaseSummary {
  readonly id: CaseId;
  readonly number: CaseNumber;
  readonly status: string;
  readonly receivedAt: Instant;
  readonly due: Instant | null;
  readonly target: Instant | null;
}

/** A page of cases, received last first. */
export interface CasePage {
  readonly status?: ListedStatus;
  readonly limit: number;
  /** The last case of the page before; left out for the first page. */
  readonly before?: Pick<CaseSummary, 'id' | 'receivedAt'>;
}

/** A case that waits for somebody, as it stands in line. */
export interface Queued extends Waiting {
  readonly id: CaseId;
  /** The last claim, which may have run out. */
  readonly claim: CaseClaim | null;
}

export type Opened =
  | { readonly kind: 'opened'; readonly case: CaseId; readonly number: CaseNumber }
  /** The same mail arrived before: the earlier case stands. `replayed` is the answer for this mail, as in `Opening`. */
  | { readonly kind: 'known'; readonly case: CaseId; readonly replayed: boolean };

/** What came of a letter that was to join a case. */
export type Joined =
  | { readonly kind: 'joined'; readonly case: CaseId; readonly number: CaseNumber }
  | Extract<Opened, { readonly kind: 'known' }>
  /** The case refused it, and nothing was written: the letter opens a case of its own. */
  | { readonly kind: 'not-joined' };

/** Facts the store alone can know, asked for inside the opening transaction. */
export interface Opening {
  readonly number: CaseNumber;
  /** True when another letter already carried one of these signatures. */
  readonly replayed: boolean;
}

/** An item of a case at a place that was asked for. */
export interface Listing {
  readonly case: CaseId;
  readonly number: CaseNumber;
  readonly item: ItemIndex;
  readonly locator: Locator;
}

export interface Cases {
  /** Opens a case for a letter, once per content key. `build` is called at most once, inside the transaction. */
  open(letter: IncomingLetter, id: CaseId, build: (opening: Opening) => Change): Promise<Opened>;
  /**
   * Keeps a letter that opens no case in the case it is about, once per content key: both are written, or neither.
   * @param step as in `update`; `replayed` as in `Opening`
   */
  join(
    letter: IncomingLetter,
    id: CaseId,
    step: (state: Case, replayed: boolean) => Result<Change>,
  ): Promise<Joined>;
  /**
   * Locks the case, folds it, lets `step` compute a change, and writes it, finishing `finishes` in the same transaction.
   * A refusal writes nothing. Unknown case: `case.unknown`. A claim that another worker has taken over: `task.lost`.
   */
  update(id: CaseId, step: (state: Case) => Result<Change>, finishes?: Claim): Promise<Result<Case>>;
  load(id: CaseId): Promise<Case | undefined>;
  /** Several in one question; those that do not exist are left out. */
  loadAll(ids: readonly CaseId[]): Promise<ReadonlyMap<CaseId, Case>>;
  /** Whether another case wants this copy hidden: then nobody shows it again. */
  isHiddenByAnother(copy: Pick<Copy, 'connector' | 'id'>, than: CaseId): Promise<boolean>;
  /** Where other cases list the same places, the first received first: such cases are joined. */
  listing(locators: readonly Locator[], except: CaseId): Promise<readonly Listing[]>;
  /** How many other cases list any of them: after a flood there may be thousands, which nobody wants one by one. */
  countListing(locators: readonly Locator[], except: CaseId): Promise<number>;
  /** Every event of a case in order. */
  history(id: CaseId): Promise<readonly Recorded[]>;
  /** The events behind the one of a number, in order, so many at most: nothing else of a long history is read. */
  historyAfter(id: CaseId, after: number, limit: number): Promise<readonly Recorded[]>;
  byNumber(number: string): Promise<CaseId | undefined>;
  /** Keeps passing signatures in the replay memory. @returns true when another letter carried one of them before */
  rememberSignatures(letter: LetterId, signatures: readonly string[], at: Instant): Promise<boolean>;
  /** How many items the proven letters of a body listed, received from `from` on and before `until`. */
  itemsListed(authority: AuthorityId, from: Instant, until: Instant): Promise<number>;
  /** Cases whose letter bears this number of its sender's, exactly as printed. */
  byDocument(documentNumber: string): Promise<readonly CaseId[]>;
  /** The cases that follow the first of a thread, the first received first. */
  following(first: CaseNumber): Promise<readonly CaseNumber[]>;
  /** SHA-256 of a letter's raw bytes, its name in the vault. */
  letterDigest(id: LetterId): Promise<string | undefined>;
  /**
   * Open cases first; of them those that speak of a child or a threat, one a place; then the most urgent first (law, else target, else
   * receipt). At most `limit` rows.
   */
  list(filter: { readonly status?: ListedStatus; readonly limit: number }): Promise<readonly CaseSummary[]>;
  /** The page behind `before`; what comes or changes meanwhile moves no case from one page to another. */
  page(page: CasePage): Promise<readonly CaseSummary[]>;
  /** Cases that wait for somebody, in the order of work at that moment (`domain/case/order-of-work.ts`). At most `limit` rows. */
  queue(now: Instant, limit: number): Promise<readonly Queued[]>;
}

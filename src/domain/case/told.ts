// What whoever posted something is told was done to it, and what came of telling it.

/** What was done to what somebody posted, as she is told of it: seen to be so before. `kept`: an appeal was dismissed. */
export type DoneWith = 'hidden' | 'deleted' | 'restored' | 'kept';

/** What a platform answered when it was asked to tell an account: `no-account`, there is none any more. */
export type ToldOutcome = 'told' | 'refused' | 'no-account';

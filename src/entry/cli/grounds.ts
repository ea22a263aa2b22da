// The ground of a decision as it is named on the command line: a law of this desk, with its article or without, another law, or the terms.
import type { Command } from 'commander';
import type { Case } from '../../domain/case/case.ts';
import { type ClockState, leadingClock } from '../../domain/case/clock-state.ts';
import type { Ground } from '../../domain/case/event.ts';
import type { LawBook } from '../../domain/clock/book.ts';
import { isTold, keepsOnly } from '../../domain/decision/ground.ts';
import { CommandError, EXIT } from './output.ts';

export interface GroundOptions {
  readonly law?: string;
  readonly article?: string;
  readonly otherLaw?: string;
  readonly terms?: string;
}

/** The options of a ground. @param otherwise what counts where none is named */
export const withGround = (command: Command, otherwise?: string): Command =>
  command
    .option(
      '--law <regime>',
      `the law that is the ground, as \`redress law list\` names it${otherwise === undefined ? '' : ` (default: ${otherwise})`}`,
    )
    .option('--article <article>', 'of that law, as `redress law show REGIME` has it')
    .option(
      '--other-law <citation>',
      'a law that this desk does not know, by its title and article; nobody outside is told which',
    )
    .option('--terms <clause>', 'a clause of the terms that is the ground');

/** What was named; undefined: nothing. Throws where two things are. */
function named({ law, otherLaw, terms }: GroundOptions): Ground | undefined {
  const grounds: Ground[] = [
    ...(law === undefined ? [] : [{ kind: 'law' as const, regime: law }]),
    ...(otherLaw === undefined ? [] : [{ kind: 'other-law' as const, law: otherLaw }]),
    ...(terms === undefined ? [] : [{ kind: 'terms' as const, clause: terms }]),
  ];
  if (grounds.length > 1) throw usage('name one ground', ONE_OF);
  return grounds[0];
}

const ONE_OF = 'use one of --law REGIME, --other-law CITATION and --terms CLAUSE';

function withArticle(ground: Ground, { article }: GroundOptions): Ground {
  if (article === undefined) return ground;
  if (ground.kind !== 'law') throw usage('--article is of a law that this desk knows', 'name it with --law');
  return { ...ground, article };
}

/**
 * The law whose clock leads is the ground unless another is named.
 * @param book of laws: one under which something is only kept or reported is never the ground of what is decided by itself, and one that
 * may be told to whoever posted it comes before one that may not; null where something is kept
 */
export function groundOf(options: GroundOptions, state: Case, book: Pick<LawBook, 'regimes'> | null): Ground {
  const ground = named(options);
  if (ground !== undefined) return withArticle(ground, options);
  const all = state.clocks.filter(({ clock }) => book === null || !keepsOnly(clock.regime, book));
  const told = all.filter(({ clock }) => book !== null && isTold(clock.regime, book));
  const regime = [told, all].flatMap(leading)[0];
  if (regime === undefined)
    throw usage(
      state.clocks.length === 0
        ? 'no law was applied to this case'
        : 'under the laws of this case something is only kept or reported',
      `name the ground: ${ONE_OF}`,
    );
  return withArticle({ kind: 'law', regime }, options);
}

const leading = (clocks: readonly ClockState[]): readonly string[] => {
  const clock = leadingClock(clocks) ?? clocks[0]?.clock;
  return clock === undefined ? [] : [clock.regime];
};

/** Whoever answers an appeal names her own ground: the one of the first decision is what it is about. */
export function groundNamed(options: GroundOptions): Ground {
  const ground = named(options);
  if (ground === undefined) throw usage('name one ground', ONE_OF);
  return withArticle(ground, options);
}

const usage = (says: string, cure: string): CommandError => new CommandError('usage', says, cure, EXIT.usage);

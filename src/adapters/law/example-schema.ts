// The shape of `law/examples/*.yaml`: dated examples as a lawyer writes them, closed.
import { type Static, Type } from 'typebox';
import { COVERAGES } from '../../domain/clock/example.ts';
import { MILESTONES } from '../../domain/clock/occasion.ts';
import { CONTENT_CLASSES, STATEMENTS, VISIBILITIES } from '../../domain/clock/regime.ts';
import { LETTER_KINDS } from '../../domain/notice/letter.ts';
import { STANDINGS } from '../../domain/notice/notifier.ts';
import { closed, form, Line, MomentText, Name, orNull } from './forms.ts';

/** `us-tida/remove`, `us-tida/remove#2`. */
export const CLOCK_NAME = /^(?<regime>[a-z0-9-]+)\/(?<duty>[a-z0-9-]+)(?:#(?<start>[2-9]))?$/;

const ClockText = form('clock', (text) => CLOCK_NAME.test(text));
const Done = Type.Literal(true);
const Statements = Type.Array(Type.Enum([...STATEMENTS]), { uniqueItems: true });
const MaybeMoment = orNull(MomentText);

const Notice = Type.Object(
  {
    at: MomentText,
    by: Type.Enum([...STANDINGS, 'unknown']),
    country: orNull(Type.String({ pattern: '^[A-Z]{2}$' })),
    letter: Type.Enum([...LETTER_KINDS]),
    stated: Type.Union([Type.Literal('all'), Statements]),
    missing: Type.Optional(Statements),
    content: Type.Optional(Type.Array(Type.Enum([...CONTENT_CLASSES]), { uniqueItems: true })),
    visibility: Type.Optional(Type.Enum([...VISIBILITIES, 'unknown'])),
    'reply-by': Type.Optional(MaybeMoment),
    proven: Type.Optional(Type.Boolean()),
    'ruled-out': Type.Optional(Type.Array(Name)),
  },
  closed,
);

/** A moment and one thing more; that it is one only is checked where it is read. */
const Step = Type.Object(
  {
    at: MomentText,
    milestone: Type.Optional(Type.Enum([...MILESTONES])),
    stated: Type.Optional(Statements),
    'judged-missing': Type.Optional(Statements),
    decided: Type.Optional(Done),
    settled: Type.Optional(Done),
    gone: Type.Optional(Done),
    answered: Type.Optional(Done),
    extended: Type.Optional(Type.Object({ clock: ClockText, to: MomentText }, closed)),
    paused: Type.Optional(ClockText),
    resumed: Type.Optional(ClockText),
  },
  closed,
);

const Expected = Type.Object(
  {
    clock: ClockText,
    started: MomentText,
    due: MaybeMoment,
    target: Type.Optional(MaybeMoment),
    ended: MaybeMoment,
    late: Type.Optional(Type.Boolean()),
    provisional: Type.Optional(Type.Boolean()),
  },
  closed,
);

const Example = Type.Object(
  {
    says: Line,
    covers: Type.Array(Type.Enum([...COVERAGES]), { uniqueItems: true }),
    'by-hand': Type.Optional(Line),
    notice: Notice,
    then: Type.Optional(Type.Array(Step)),
    expect: Type.Array(Expected),
    missing: Type.Optional(Type.Array(Name, { uniqueItems: true })),
  },
  closed,
);

export const ExamplesSchema = Type.Object({ regime: Name, examples: Type.Array(Example) }, closed);

export type ExampleEntry = Static<typeof Example>;
export type NoticeEntry = Static<typeof Notice>;
export type StepEntry = Static<typeof Step>;
export type ExpectedEntry = Static<typeof Expected>;

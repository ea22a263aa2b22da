// The shape of `law/regimes/*.yaml`: the keys of a regime as a lawyer writes them, closed, the article beside each value.
import { type Static, Type } from 'typebox';
import { OCCASIONS } from '../../domain/clock/occasion.ts';
import { CONTENT_CLASSES, REGIME_KINDS, STATEMENTS, VISIBILITIES } from '../../domain/clock/regime.ts';
import { LETTER_KINDS } from '../../domain/notice/letter.ts';
import { STANDINGS } from '../../domain/notice/notifier.ts';
import { closed, DateText, Line, Name, orNull, PaceText, PeriodText, Texts } from './forms.ts';

/** Where a value comes from, and how sure that is. */
const sourced = { article: orNull(Line), mark: Type.Enum(['A', 'B', 'M']) };
const Source = Type.Object(sourced, closed);
const words = <const T extends readonly string[]>(known: T) =>
  Type.Array(Type.Enum([...known] as T[number][]), { uniqueItems: true });

const Element = Type.Object(
  { key: Name, needs: words(STATEMENTS), text: Texts, required: Type.Boolean(), ...sourced },
  closed,
);

const Duty = Type.Object(
  {
    key: Name,
    from: Type.Enum([...OCCASIONS]),
    within: PaceText,
    ends: Type.Enum([...OCCASIONS]),
    text: Texts,
    ...sourced,
    'target-hours': orNull(Type.Integer({ minimum: 1, maximum: 10_000 })),
    extension: orNull(Source),
  },
  closed,
);

const Objection = Type.Object(
  { who: Type.Enum(['uploader', 'notifier', 'party']), within: orNull(PeriodText), text: Texts, ...sourced },
  closed,
);

const Hold = Type.Object(
  { period: PeriodText, extension: orNull(PeriodText), secret: Type.Boolean(), ...sourced },
  closed,
);

const COPIES = [
  'known-identical',
  'substantially-same',
  'court-recognised-replicas',
  'filter-and-compare',
  'not-stated',
] as const;

export const RegimeSchema = Type.Object(
  {
    id: Name,
    name: Texts,
    instrument: Line,
    jurisdiction: Type.String({ pattern: '^[A-Z]{2}(-[A-Z]{2})?$' }),
    zone: Line,
    calendar: Line,
    regulator: orNull(Line),
    kind: Type.Enum([...REGIME_KINDS]),
    use: Type.Enum(['live', 'comparator', 'inactive']),
    status: Type.Enum(['in-force', 'enacted-not-commenced', 'proposed', 'lapsed']),
    'in-force-from': orNull(DateText),
    'in-force-until': orNull(DateText),
    binding: Type.Boolean(),
    invokers: Type.Array(Type.Object({ standing: Type.Enum([...STANDINGS]), ...sourced }, closed)),
    letters: words(LETTER_KINDS),
    content: Type.Object({ classes: words(CONTENT_CLASSES), text: Texts, ...sourced }, closed),
    surface: Type.Object({ visibility: words(VISIBILITIES), text: Texts, ...sourced }, closed),
    elements: Type.Array(Element),
    duties: Type.Array(Duty),
    pause: orNull(Source),
    block: Type.Optional(
      Type.Object({ days: orNull(Type.Integer({ minimum: 1, maximum: 366 })), ...sourced }, closed),
    ),
    copies: Type.Object({ extent: Type.Enum([...COPIES]), text: Texts, ...sourced }, closed),
    'stay-down': Type.Object({ required: orNull(Type.Boolean()), text: Texts, ...sourced }, closed),
    objections: Type.Array(Objection),
    records: Type.Object({ keep: orNull(PeriodText), text: Texts, ...sourced }, closed),
    hold: orNull(Hold),
    'minor-age': Type.Object({ years: Type.Integer({ minimum: 16, maximum: 21 }), ...sourced }, closed),
    notes: Type.Array(Line),
    source: Line,
    reviewed: DateText,
  },
  closed,
);

export type RegimeFile = Static<typeof RegimeSchema>;
export type DutyFile = Static<typeof Duty>;

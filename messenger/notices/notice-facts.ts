// What a notice holds: codes of closed lists, moments, a law by its name, a clause by its number. No room for words about whoever asked.
import { type Static, type TObject, Type } from 'typebox';
import { oneOf } from '../http/schemas.ts';

const Moment = Type.String({ format: 'date-time' });

/** The reasons of a notice beside its ground. What is left out is not said. */
export const NOTICE_FACTS = {
  /** Law and article, such as "정보통신망법 제44조의7". */
  law: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  /** The law is one that the person who decided cited. */
  cited: Type.Optional(Type.Boolean()),
  /** The number of a clause of the terms of use. */
  clause: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}([.][0-9]{1,3}){0,4}$', maxLength: 20 })),
  /** When it was posted. */
  when: Type.Optional(Moment),
  /** Whether a machine decided. */
  automated: Type.Boolean(),
  /** What was done; deleted is for good. */
  done: Type.Optional(oneOf(['hidden', 'deleted'])),
  scope: Type.Optional(oneOf(['everywhere'])),
  /** Why somebody looked at it; never who asked. */
  source: Type.Optional(oneOf(['notice', 'authority-order'])),
  /** Somebody named the place, or a machine searched for the same file. */
  found: Type.Optional(oneOf(['named', 'searched'])),
  /** End of a suspension, or by when somebody decides on what is hidden for now. */
  until: Type.Optional(Moment),
  /** How an appeal ended. */
  outcome: Type.Optional(oneOf(['upheld', 'reversed'])),
  /** Where to turn beside an appeal here. */
  redress: Type.Optional(Type.Array(oneOf(['settlement', 'court']), { maxItems: 2, uniqueItems: true })),
};

/** The facts of a notice as they are stored. One from before has fewer. */
export type NoticeFacts = Readonly<Static<TObject<typeof NOTICE_FACTS>>> & {
  readonly ground: string;
  readonly what?: { readonly kind: 'message' | 'media'; readonly id: string };
};

// XML of office documents, read as a stream of elements. Entities are never fetched or defined: a document type is refused.
import { Parser } from 'htmlparser2';
import { decodeBytes } from './charset.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { tooLarge, unreadable } from './unread.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlReader {
  /** @param name without its prefix @param attributes with theirs */
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** @throws Unread for a document type, and for elements too deep in each other */
export function readXml(bytes: Buffer, reader: XmlReader): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1;
        if (depth > DOCUMENT_LIMITS.depth) throw tooLarge('elements too deep in each other');
        reader.open?.(localName(name), attributes);
      },
      onclosetag: (name) => {
        depth -= 1;
        reader.close?.(localName(name));
      },
      ontext: (text) => reader.text?.(text),
      onprocessinginstruction: (name) => {
        if (/^!doctype/i.test(name)) throw unreadable('it defines a document type of its own');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(decodeBytes(bytes, 'utf-8').text);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** An attribute whatever its prefix: `r:id` or `rel:id`. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name];
  const key = Object.keys(attributes).find((written) => localName(written) === name);
  return key === undefined ? undefined : attributes[key];
}

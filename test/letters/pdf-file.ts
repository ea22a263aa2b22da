// Small PDF files for tests: words at places of a page, in Latin letters or in Korean with a font that is named and not embedded, so that
// only its public table tells what a code means.

export interface Words {
  readonly x: number;
  /** From the bottom of the page. */
  readonly y: number;
  readonly text: string;
}

export interface PageFile {
  readonly words?: readonly Words[];
  /** Targets over rectangles: left, bottom, right, top. */
  readonly links?: readonly { readonly target: string; readonly box: readonly number[] }[];
}

const SIZE = 10;

/** @param isEncrypted says that it needs a password */
export function pdfOf(pages: readonly PageFile[], isEncrypted = false): Buffer {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /HYSMyeongJo-Medium /Encoding /UniKS-UCS2-H /DescendantFonts [5 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYSMyeongJo-Medium /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> /DW 1000 /W [1 95 500 8094 8190 500] /FontDescriptor 6 0 R >>',
    '<< /Type /FontDescriptor /FontName /HYSMyeongJo-Medium /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 80 >>',
    '<< /Filter /Standard /V 1 /R 2 /O <' + '41'.repeat(32) + '> /U <' + '42'.repeat(32) + '> /P -4 >>',
  ];
  const kids: string[] = [];
  for (const page of pages) {
    const content = (page.words ?? []).map(shown).join('\n');
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    const contentAt = objects.length;
    const notes = (page.links ?? []).map(({ target, box }) => {
      const escaped = target.replace(/[\\()]/g, '\\$&');
      return `<< /Type /Annot /Subtype /Link /Rect [${box.join(' ')}] /Border [0 0 0] /A << /S /URI /URI (${escaped}) >> >>`;
    });
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${contentAt} 0 R /Annots [${notes.join(' ')}] /Resources << /Font << /L 3 0 R /K 4 0 R >> >> >>`,
    );
    kids.push(`${objects.length} 0 R`);
  }
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.join(' ')}] >>`;
  return written(objects, isEncrypted);
}

function shown({ x, y, text }: Words): string {
  const isLatin = /^[\x20-\x7e]*$/.test(text);
  const codes = Buffer.from(text, 'utf16le').swap16().toString('hex');
  const words = isLatin ? `(${text.replace(/[\\()]/g, '\\$&')})` : `<${codes}>`;
  return `BT /${isLatin ? 'L' : 'K'} ${SIZE} Tf 1 0 0 1 ${x} ${y} Tm ${words} Tj ET`;
}

function written(objects: readonly string[], isEncrypted: boolean): Buffer {
  let text = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = text.length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const sealed = isEncrypted ? ' /Encrypt 7 0 R /ID [<00> <00>]' : '';
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${sealed} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

// German letters.
import { BERLIN, type HandWritten, filePart, mailOf, rowOf, textPart } from './letter-data.ts';

const T = 'https://t.me';

export const GERMAN_LETTERS: readonly HandWritten[] = [
  {
    name: 'German: an order with its right of appeal, a deadline in summer or winter time as it comes',
    letter: {
      ...mailOf(
        textPart(`
Medienanstalt Lindenland
Unser Zeichen: ML-2026/300 vom 19. November 2026
Ihr Zeichen: R-26-0100

Hiermit wird die Löschung der nachfolgend aufgeführten Beiträge angeordnet.
Teilen Sie uns das Ergebnis bis zum 24.11.2026, 12 Uhr mit.

Nr. 1  ${T}/linden_raum/1
Nr. 2  ${T}/linden_raum/2
Nr. 3: ${T}/linden_raum/2

Rechtsbehelfsbelehrung
Gegen diesen Bescheid kann Widerspruch erhoben werden: https://medienanstalt.example/widerspruch

Mit freundlichen Grüßen
Im Auftrag
Linde
`),
      ),
      date: BERLIN,
    },
    expected: {
      kind: 'order',
      documentNumber: 'ML-2026/300',
      replyBy: '2026-11-24T12:00:00+01:00',
      measures: ['delete'],
      languages: ['de'],
      items: [`1 ${T}/linden_raum/1`, `2 ${T}/linden_raum/2`, `3 ${T}/linden_raum/2`],
    },
  },
  {
    name: 'German: the depicted person, with a picture page that is cut off and a wrapper around a link',
    letter: {
      ...mailOf(
        textPart(`
Guten Tag,

jemand verbreitet gefälschte Bilder von mir. Bitte löschen Sie die Beiträge:
* ${T}/linden_raum/21
* ${T}/share/url?url=https%3A%2F%2Ft.me%2Flinden_raum%2F22&text=x
* https://bilder.example/album/...

Vielen Dank
`),
      ),
      date: BERLIN,
    },
    expected: {
      kind: 'victim-notice',
      measures: ['delete'],
      languages: ['de'],
      items: [`null ${T}/linden_raum/21`, `null ${T}/linden_raum/22`],
      rejected: ['locator.malformed https://bilder.example/album/...'],
    },
  },
  {
    name: 'German: a voluntary request with a table, accounts as links, and a deadline in working days',
    letter: {
      ...mailOf(
        textPart(`
Aktenzeichen: BKS 12-2026

Wir bitten Sie, den Zugang zu den Inhalten in der Anlage in Deutschland zu sperren. Es handelt sich nicht um eine Anordnung.
Wir erwarten Ihre Rückmeldung binnen zwei Werktagen.
`),
        filePart('csv', [
          rowOf('Lfd. Nr.', 'Fundstelle', 'Nutzer', 'Bemerkung'),
          rowOf('1', `${T}/linden_raum/31`, `${T}/nutzer_eins`, ''),
          rowOf('2', 'https://forum.example/t/31', '@zwei', 'siehe https://archiv.example/31'),
        ]),
      ),
      date: BERLIN,
    },
    country: 'DE',
    expected: {
      kind: 'voluntary-request',
      documentNumber: 'BKS 12-2026',
      replyBy: '2026-11-24T23:59:59+01:00',
      measures: ['block'],
      languages: ['de'],
      items: [`1 ${T}/linden_raum/31`, '2 https://forum.example/t/31'],
    },
  },
  {
    name: 'German: where do things stand, over an earlier letter of theirs',
    letter: {
      ...mailOf(
        textPart(`
Az. BKS 14-2026
Zu unserem Schreiben vom 3. November 2026 haben wir noch keine Antwort erhalten. Wie ist der Sachstand?
Bitte antworten Sie bis Freitag, 27. November 2026, Dienstschluss.

Am 03.11.2026 um 10:00 schrieb Beratungsstelle <post@bks.example>:
> Bitte löschen Sie:
> 1. ${T}/linden_raum/31
`),
      ),
      date: BERLIN,
    },
    expected: {
      kind: 'follow-up',
      documentNumber: 'BKS 14-2026',
      replyBy: '2026-11-27T18:00:00+01:00',
      languages: ['de'],
    },
  },
];

// German letters.
import type { Measure } from './intent.ts';
import type { Words } from './words.ts';

const VERB: Readonly<Record<Measure, readonly string[]>> = {
  delete: ['die Inhalte zu löschen', 'die Beiträge zu entfernen'],
  block: ['den Zugang zu den Inhalten zu sperren', 'die Inhalte in Deutschland zu sperren'],
  'suspend-user': ['das Konto des Nutzers zu sperren', 'die Konten der Nutzer zu sperren'],
  preserve: ['die Bestandsdaten zu sichern', 'die Daten aufzubewahren'],
};

export const GERMAN: Words = {
  office: ['Landesanstalt für Medien Auental', 'Landeskriminalamt Erlental', 'Beratungsstelle Lindenhof'],
  greeting: ['Sehr geehrte Damen und Herren,', 'Guten Tag,', 'Sehr geehrtes Team,'],
  grounds: [
    'wir haben festgestellt, dass auf Ihrer Plattform Aufnahmen ohne Einwilligung der abgebildeten Personen verbreitet werden.',
    'bei uns hat sich eine betroffene Person gemeldet, deren Bilder ohne Zustimmung verbreitet werden.',
  ],
  victim: [
    'jemand verbreitet Bilder von mir, denen ich nie zugestimmt habe.',
    'auf Ihrer Plattform ist ein Video von mir ohne meine Einwilligung zu sehen.',
  ],
  asks: {
    'voluntary-request': [
      (m) => `Wir bitten Sie, ${m}.`,
      (m) => `Wir ersuchen Sie auf freiwilliger Grundlage, ${m}.`,
      (m) => `Bitte veranlassen Sie alles Nötige, um ${m}.`,
    ],
    'correction-request': [
      (m) => `Mit diesem Abhilfeverlangen fordern wir Sie auf, ${m}.`,
      (m) => `Dies ist eine förmliche Aufforderung zur Abhilfe; wir verlangen, ${m}.`,
    ],
    order: [
      (m) => `Hiermit ordnen wir an, ${m}.`,
      (m) => `Es ergeht folgender Bescheid: Sie werden verpflichtet, ${m}.`,
    ],
    preservation: [
      (m) => `Wir bitten Sie, ${m}.`,
      (m) => `Wir ersuchen Sie, ${m} und bis auf Weiteres vorzuhalten.`,
    ],
    'victim-notice': [(m) => `Ich bitte Sie, ${m}.`, (m) => `Ich fordere Sie auf, ${m}.`],
  },
  measures: (chance, measures) => measures.map((measure) => chance.one(VERB[measure])).join(' und '),
  notRemoved: ['Bitte löschen Sie die Beiträge nicht.', 'Eine Löschung wird nicht verlangt.'],
  secrecy: [
    'Bitte informieren Sie die Nutzer nicht über dieses Schreiben.',
    'Bitte behandeln Sie dieses Ersuchen vertraulich.',
  ],
  reply: [
    (by) => `Bitte teilen Sie uns das Ergebnis ${by} mit.`,
    (by) => `Wir bitten um Antwort ${by}.`,
    (by) => `Ihre Rückmeldung erwarten wir ${by}.`,
  ],
  number: [
    (n) => `Aktenzeichen: ${n}`,
    (n) => `Geschäftszeichen: ${n}`,
    (n) => `Unser Zeichen: ${n}`,
    (n) => `Az.: ${n}`,
  ],
  earlier: [
    (n) => `Ihr Zeichen: ${n}`,
    (n) => `Wir nehmen Bezug auf unser Schreiben ${n} vom 2. Oktober 2026.`,
  ],
  status: [
    (n) => `Wir bitten um Mitteilung des Sachstands zu unserem Schreiben ${n} vom 2. November 2026.`,
    (n) => `Auf unser Schreiben ${n} haben wir noch keine Antwort erhalten.`,
  ],
  moreItems: [
    (m) => `Inzwischen sind weitere Beiträge bekannt geworden; wir bitten Sie, auch hier ${m}.`,
    (m) => `Zusätzlich bitten wir Sie, ${m}.`,
  ],
  listHead: ['Liste der Fundstellen:', 'Es geht um folgende Beiträge:', '[Liste]', ''],
  nextList: ['Weitere Fundstellen:', 'Liste 2'],
  attached: ['Die Fundstellen stehen in der beigefügten Liste.', 'Bitte beachten Sie die Anlage.'],
  end: ['- Ende -', ''],
  closing: ['Mit freundlichen Grüßen', 'Viele Grüße', 'Hochachtungsvoll'],
  person: ['im Auftrag Linde Ahorn', 'Erle Buche, Referat 3 (Tel. 030 000000)'],
  site: ['Internet: https://www.$SITE', 'Unsere Webseite: https://www.$SITE/kontakt'],
  law: ['Rechtsgrundlage: https://law.example/de/par/20', 'Gesetzestext: https://law.example/de/44'],
  appeal: [
    'Gegen diese Entscheidung können Sie Widerspruch einlegen: https://$SITE/widerspruch',
    'Hinweise zu Rechtsbehelfen: https://appeal.example/guide',
  ],
  disclaimer: [
    'Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie bitte diese E-Mail.',
  ],
  columns: {
    number: ['Nr.', 'lfd. Nr.', 'Pos.'],
    link: ['URL', 'Fundstelle', 'Link', 'Adresse'],
    seen: ['gesehen am'],
    account: ['Konto', 'Nutzer'],
  },
  behind: ['Beitrag ansehen', 'Link', 'hier'],
  wrote: [
    'Am 06.11.2026 um 17:03 schrieb Annahme <notices@desk.example>:',
    'Am Fr., 6. Nov. 2026 um 17:03 Uhr schrieb Annahme <notices@desk.example>:',
  ],
  forwarded: ['-------- Weitergeleitete Nachricht --------', '---------- Forwarded message ---------'],
  ourReply: [
    'Ihr Schreiben ist eingegangen. Unser Zeichen ist R-26-0114.',
    'Das Ergebnis erhalten Sie bis zum 20.11.2026.',
  ],
  passedOn: ['Bitte beachten Sie das Schreiben unten.', 'Ich leite Ihnen diese Nachricht weiter.'],
  newsletter: [
    'Unser Newsletter im November: Rabatt und Angebote für Sie.',
    'Wir haben neue Angebote für Sie und schenken Ihnen einen Gutschein.',
  ],
};

// Which language a visitor reads: what was asked for, else the browser's better placed one, else Korean.

export type Language = 'ko' | 'en';

/** The language asked for by `?lang=`, else the better placed one of Accept-Language, else Korean. */
export function chooseLanguage(asked: unknown, acceptLanguage: string | undefined): Language {
  if (asked === 'ko' || asked === 'en') return asked;
  const ko = weightOf('ko', acceptLanguage);
  const en = weightOf('en', acceptLanguage);
  return en > ko ? 'en' : 'ko';
}

function weightOf(language: Language, header: string | undefined): number {
  const weights = (header ?? '').split(',').map((part) => {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    if (range !== language && !range.startsWith(`${language}-`)) return 0;
    const q = parameters
      .map((parameter) => /^\s*q=([0-9.]+)\s*$/.exec(parameter)?.[1])
      .find((value) => value);
    return q === undefined ? 1 : Number(q) || 0;
  });
  return Math.max(0, ...weights);
}

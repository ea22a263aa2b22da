// The language of this machine, for commands that speak two: from LC_ALL, LC_MESSAGES or LANG, as the runtime reads them.

/** Korean where the machine is, else English. */
export function language(): 'ko' | 'en' {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ko') ? 'ko' : 'en';
}

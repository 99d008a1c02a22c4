const IN_WORDS = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const

/** A civil date in words of the page's language. */
export function day(date: string): string {
  return new Intl.DateTimeFormat(document.documentElement.lang, IN_WORDS).format(new Date(`${date}T00:00:00Z`))
}

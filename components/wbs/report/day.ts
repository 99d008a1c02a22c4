const IN_WORDS = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
const SHORT = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const

/** A civil date in words of the page's language. */
export function day(date: string): string {
  return written(date, IN_WORDS)
}

/** The same where many stand below each other. */
export function shortDay(date: string): string {
  return written(date, SHORT)
}

function written(date: string, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(document.documentElement.lang, how).format(new Date(`${date}T00:00:00Z`))
}

const HEX = '[0-9A-Fa-f]'
const NEXT = `%[89ABab]${HEX}`

/** One character of a path as UTF-8, escaped or not, by the table of well-formed sequences; control characters left out. */
const CHARACTER = [
  '[^%]',
  `%[2-7]${HEX}`,
  `%(?:[Cc][2-9A-Fa-f]|[Dd]${HEX})${NEXT}`,
  `%[Ee]0%[ABab]${HEX}${NEXT}`,
  `%[Ee][1-9A-CEFa-cef]${NEXT}${NEXT}`,
  `%[Ee][Dd]%[89]${HEX}${NEXT}`,
  `%[Ff]0%[9ABab]${HEX}${NEXT}${NEXT}`,
  `%[Ff][1-3]${NEXT}${NEXT}${NEXT}`,
  `%[Ff]4%8${HEX}${NEXT}${NEXT}`,
].join('|')

/**
 * The source of a rewrite that takes every path whose escapes are no text, such as /v/%E0%A4%A. The framework would
 * fail to decode it and answer in words of its own. Source: Unicode 16.0, table 3-7.
 */
export const UNREADABLE_PATH = `/:path((?!(?:${CHARACTER})*$).*)`

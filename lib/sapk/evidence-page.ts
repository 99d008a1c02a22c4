/** What a paper is searched for: a value in every spelling that papers use, and the NIP of whom it is about. */
export type Sought = { spellings: readonly string[]; nip: string }

/**
 * The page of a paper that shows a value, 1 for the first. Of a decree about many it is the one that names the person
 * as well; where the value stands nowhere, the page that names the person; null for a scan without text.
 */
export function evidencePage(pages: readonly string[], { spellings, nip }: Sought): number | null {
  const value = spellings.map(asWords)
  const person = [asWords(nip)]
  const first = (...all: RegExp[][]) =>
    pages.findIndex((text) => all.every((any) => any.some((words) => words.test(text)))) + 1
  return first(value, person) || first(value) || first(person) || null
}

/** The words of a text, whole and however the file spaces them: II/c does not stand in III/c. */
function asWords(text: string): RegExp {
  const letters = [...text.replace(/\s/g, '')]
  const [first = '', last = ''] = [letters[0], letters.at(-1)]
  const kind = (letter: string) => (/\p{N}/u.test(letter) ? '\\p{N}' : '\\p{L}')
  const spaced = letters.map((letter) => letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')).join('\\s*')
  return new RegExp(`(?<!${kind(first)})${spaced}(?!${kind(last)})`, 'iu')
}

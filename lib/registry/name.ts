/**
 * A name for comparing people, never for showing: upper case, no titles, no punctuation, single-spaced.
 * `Dr. Hj. Siti Nur'aini, S.H., M.Si.` and `SITI NURAINI` come out the same.
 */
export function normaliseName(name: string): string {
  const words = upper(name.split(',', 1)[0] ?? '').split(' ')
  let start = 0
  let end = words.length
  while (start < end - 1 && TITLES_BEFORE.has(words[start] ?? '')) start += 1
  while (end > start + 1 && TITLES_AFTER.has(words[end - 1] ?? '')) end -= 1
  const key = words.slice(start, end).join(' ')
  return key.includes('.') ? key.replace(/\./g, ' ').replace(/ +/g, ' ').trim() : key
}

/** Upper case without accents, apostrophes and other marks; a dot stays inside its word, so that `S.H.` is one. */
function upper(text: string): string {
  if (PLAIN.test(text)) return text.toUpperCase()
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’‘`]/g, '')
    .toUpperCase()
    .replace(/[^A-Z0-9. ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
}

/** Nothing that `upper` would take away: nearly every name of a large file. */
const PLAIN = /^[A-Za-z0-9.]+(?: [A-Za-z0-9.]+)*$/

const dotted = (titles: string) => new Set(titles.split(' ').flatMap((title) => [title, `${title}.`]))

const TITLES_BEFORE = dotted('PROF DR DRS DRA DRG DRH IR H HJ HI KH APT NS BDN')

/** Only forms that no name has: with their dots. After a comma everything is a title anyway. */
const TITLES_AFTER = dotted(
  'S.H S.E S.T S.PD S.PD.I S.SOS S.KOM S.IP S.SI S.AP S.AG S.HUT S.P S.PI S.PT S.FARM S.KM S.KEP S.STP S.TR M.SI M.M M.H M.PD M.T M.AP M.KES M.KOM M.HUM M.AK M.SC M.P A.MD A.MA PH.D',
)

/** A name as it is shown and printed: gelar before it, gelar after a comma. */
export function withTitles(person: { name: string; frontTitle: string | null; backTitle: string | null }): string {
  const { frontTitle, name, backTitle } = person
  return `${frontTitle ? `${frontTitle} ` : ''}${name}${backTitle ? `, ${backTitle}` : ''}`
}

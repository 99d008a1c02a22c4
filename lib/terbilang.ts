const ONES = ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh', 'sebelas']

const SCALES = [
  [1_000_000_000_000, 'triliun'],
  [1_000_000_000, 'miliar'],
  [1_000_000, 'juta'],
  [1_000, 'ribu'],
] as const

/** An amount of money in words, as a decree prints it: `dua juta delapan ratus ribu rupiah`. */
export function terbilangRupiah(amount: number): string {
  return `${terbilang(amount)} rupiah`
}

/** A whole number in Indonesian words, below 10^15 in size. */
export function terbilang(number: number): string {
  if (!Number.isSafeInteger(number) || Math.abs(number) >= 1e15) throw new RangeError(`no words for ${number}`)
  if (number < 0) return `minus ${terbilang(-number)}`
  return number === 0 ? 'nol' : spell(number)
}

function spell(number: number): string {
  for (const [size, name] of SCALES) {
    if (number < size) continue
    if (size === 1_000 && number < 2_000) return join('seribu', number - 1_000)
    return join(`${spell(Math.floor(number / size))} ${name}`, number % size)
  }
  if (number >= 200) return join(`${spell(Math.floor(number / 100))} ratus`, number % 100)
  if (number >= 100) return join('seratus', number - 100)
  if (number >= 20) return join(`${ONES[Math.floor(number / 10)]} puluh`, number % 10)
  if (number >= 12) return `${ONES[number - 10]} belas`
  return ONES[number] ?? ''
}

function join(head: string, rest: number): string {
  return rest === 0 ? head : `${head} ${spell(rest)}`
}

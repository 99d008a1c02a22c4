import type { CivilDate } from '@/lib/civil-date'
import { foldHeader } from '@/lib/import/headers'
import { readDate, tidy } from '@/lib/import/tidy'
import { MOST_LETTERS } from '@/lib/kinerja/entry'
import { type CellCode, type CellProblem, COLUMNS, type FileHeading } from '@/lib/kinerja/entry-file-columns'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import { placeOf } from '@/lib/kinerja/entry-places'
import type { OwnItem } from '@/lib/kinerja/own-days'

/** An entry as a row of a file tells it. */
export type FileEntry = Omit<EntryInput, 'id' | 'version' | 'isToday' | 'deviceAt' | 'unheard'>

const ENOUGH = 3

/** The headings of a row, or undefined when it is none of headings. `chosen` says what a person took columns for. */
export function readHeadings(texts: readonly string[], chosen: Readonly<Record<string, string>> | null) {
  const taken = new Set<string>()
  const headings = texts.flatMap((text, at): FileHeading[] => {
    if (tidy(text) === '') return []
    const folded = foldHeader(text)
    const known = COLUMNS.find(
      ({ code, aliases }) => code === (chosen?.[at] ?? folded) || (!chosen && aliases.includes(folded)),
    )
    const field = known && !taken.has(known.code) ? known.code : null
    if (field) taken.add(field)
    return [{ column: at, text: tidy(text), field }]
  })
  return (chosen ? headings.length : taken.size) < ENOUGH ? undefined : headings
}

/** The columns that a file cannot do without and does not have. */
export function missingColumns(headings: readonly FileHeading[]): string[] {
  return COLUMNS.filter(({ code, isNeeded }) => isNeeded && !headings.some(({ field }) => field === code)).map(
    ({ code }) => code,
  )
}

/** One row by itself: its entry, or what is wrong with its cells. The rules of the day are asked afterwards. */
export function readRow(
  texts: Readonly<Record<string, string>>,
  items: readonly OwnItem[],
): { entry: FileEntry | null; problems: CellProblem[] } {
  const problems: CellProblem[] = []
  const text = (name: string) => tidy(texts[name] ?? '')
  const fault = (name: string, code: CellCode) => {
    problems.push({ column: name, value: text(name), code, reason: null })
    return null
  }
  const needed = <T>(name: string, code: CellCode, read: (text: string) => T | null) => {
    if (text(name) === '') return fault(name, 'missing')
    return read(text(name)) ?? fault(name, code)
  }
  const optional = <T>(name: string, code: CellCode, read: (text: string) => T | null) => {
    return text(name) === '' ? null : (read(text(name)) ?? fault(name, code))
  }
  const within = (field: keyof typeof MOST_LETTERS) => (value: string) =>
    value.length <= MOST_LETTERS[field] ? value : null
  const orderBy = optional('diperintahkan_oleh', 'long', within('orderBy'))
  const item = optional('rhk', 'item', (value) => itemOf(value, items))
  const entry = {
    workOn: needed('tanggal', 'date', dayOf),
    startsMinute: needed('mulai', 'time', minuteOf),
    endsMinute: needed('selesai', 'time', minuteOf),
    text: needed('kegiatan', 'long', within('text')),
    planItemId: item?.id ?? null,
    kind: item ? ('plan' as const) : orderBy ? ('additional' as const) : ('general' as const),
    quantity: optional('hasil', 'number', quantityOf),
    unit: optional('satuan', 'long', within('unit')) ?? (text('hasil') === '' ? null : (item?.unit ?? null)),
    place: optional('tempat', 'place', placeOf),
    orderBy: item ? null : orderBy,
    orderNumber: optional('nomor_surat', 'long', within('orderNumber')),
    lateReason: optional('alasan_terlambat', 'long', within('lateReason')),
    collaborators: optional('kolaborator', 'long', within('collaborators')),
  }
  return { entry: problems.length === 0 ? (entry as FileEntry) : null, problems }
}

function dayOf(text: string): CivilDate | null {
  const read = readDate(text)
  return 'date' in read ? read.date : null
}

/** 07.30, 7:30, or the part of a day that a spreadsheet keeps for a time. */
function minuteOf(text: string): number | null {
  const written = /^(\d{1,2})[.:](\d{2})(?:[.:]00)?$/.exec(text)
  if (written) {
    const [hours, minutes] = [Number(written[1]), Number(written[2])]
    return hours < 24 && minutes < 60 ? hours * 60 + minutes : null
  }
  const part = /^0?[.,]\d{3,}$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
  return part > 0 && part < 1 ? Math.round(part * 1440) : null
}

/** 2, "RHK 2", or the words of the result. */
function itemOf(text: string, items: readonly OwnItem[]): OwnItem | null {
  const number = Number(/^(?:rhk\s*)?(\d{1,3})$/i.exec(text)?.[1])
  return items.find((each) => each.number === number || each.text.toLowerCase() === text.toLowerCase()) ?? null
}

function quantityOf(text: string): number | null {
  const read = /^\d{1,6}(?:[.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : 0
  return read > 0 ? read : null
}

/** Which cell mends an unmet condition of `entryFindings`. */
export const MENDED_IN: Record<string, string> = {
  'kinerja.entry_day': 'tanggal',
  'kinerja.entry_closed': 'tanggal',
  'kinerja.entry_plan': 'tanggal',
  'kinerja.entry_late': 'alasan_terlambat',
  'kinerja.entry_leave': 'nomor_surat',
  'kinerja.entry_day_off': 'nomor_surat',
  'kinerja.entry_time': 'selesai',
  'kinerja.entry_overlap': 'mulai',
  'kinerja.entry_minutes': 'selesai',
  'kinerja.entry_item': 'rhk',
  'kinerja.entry_order': 'diperintahkan_oleh',
}

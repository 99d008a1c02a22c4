/** Where work is done: at the office, at home, on duty elsewhere. */
export const entryPlaces = ['office', 'home', 'duty'] as const
export type EntryPlace = (typeof entryPlaces)[number]

const WORDS = new Map<string, EntryPlace>([
  ['kantor', 'office'],
  ['wfo', 'office'],
  ['rumah', 'home'],
  ['wfh', 'home'],
  ['dinas', 'duty'],
  ['dinas luar', 'duty'],
])

/** What people write for it. */
export function placeOf(text: string): EntryPlace | null {
  return WORDS.get(text.toLowerCase()) ?? null
}

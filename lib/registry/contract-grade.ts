/** Golongan of a PPPK, I to XVII, lowest first; it has no title and is no rank of a PNS. Source: sapk.md section 5.1, Perpres 98/2020. */
export const CONTRACT_GRADES = [
  'I',
  'II',
  'III',
  'IV',
  'V',
  'VI',
  'VII',
  'VIII',
  'IX',
  'X',
  'XI',
  'XII',
  'XIII',
  'XIV',
  'XV',
  'XVI',
  'XVII',
] as const

/** Reads `IX`, `ix` and `9` alike: 1 for I to 17 for XVII. */
export function parseContractGrade(text: string): number | undefined {
  const bare = text.trim().toUpperCase()
  const order = /^\d{1,2}$/.test(bare) ? Number(bare) : (CONTRACT_GRADES as readonly string[]).indexOf(bare) + 1
  return order >= 1 && order <= CONTRACT_GRADES.length ? order : undefined
}

export function contractGrade(order: number): string {
  return CONTRACT_GRADES[order - 1] ?? ''
}

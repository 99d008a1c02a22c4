import { rankCodes } from '@/db/reference/rank-codes'

export const RANKS = rankCodes

export type Rank = (typeof RANKS)[number]

const TITLES: Record<Rank, string> = {
  'I/a': 'Juru Muda',
  'I/b': 'Juru Muda Tingkat I',
  'I/c': 'Juru',
  'I/d': 'Juru Tingkat I',
  'II/a': 'Pengatur Muda',
  'II/b': 'Pengatur Muda Tingkat I',
  'II/c': 'Pengatur',
  'II/d': 'Pengatur Tingkat I',
  'III/a': 'Penata Muda',
  'III/b': 'Penata Muda Tingkat I',
  'III/c': 'Penata',
  'III/d': 'Penata Tingkat I',
  'IV/a': 'Pembina',
  'IV/b': 'Pembina Tingkat I',
  'IV/c': 'Pembina Utama Muda',
  'IV/d': 'Pembina Utama Madya',
  'IV/e': 'Pembina Utama',
}

const ORDER = Object.fromEntries(RANKS.map((rank, index) => [rank, index + 1])) as Record<Rank, number>

/** Pangkat, the title that goes with the golongan. */
export function rankTitle(rank: Rank): string {
  return TITLES[rank]
}

/** 1 for I/a to 17 for IV/e: two ranks compare by it. */
export function rankOrder(rank: Rank): number {
  return ORDER[rank]
}

/** The rank one step up; IV/e has none. */
export function nextRank(rank: Rank): Rank | undefined {
  return RANKS[ORDER[rank]]
}

/** 1 to 4 for the groups I to IV. */
export function rankGroup(rank: Rank): number {
  const order = ORDER[rank]
  return order <= 4 ? 1 : order <= 8 ? 2 : order <= 12 ? 3 : 4
}

export function isRank(text: string): text is Rank {
  return Object.hasOwn(ORDER, text)
}

/** Reads `III/C`, `iii/c` and `3c` alike. */
export function parseRank(text: string): Rank | undefined {
  const match = /^(I{1,3}|IV|[1-4])\s*\/?\s*([A-E])$/.exec(text.trim().toUpperCase())
  if (!match?.[1] || !match[2]) return undefined
  const group = ['1', '2', '3', '4'].includes(match[1]) ? ['I', 'II', 'III', 'IV'][Number(match[1]) - 1] : match[1]
  const rank = `${group}/${match[2].toLowerCase()}`
  return isRank(rank) ? rank : undefined
}

import { deviceStores } from '@/components/ui/device-stores'

export type Change = { seq: number; item: number; option: string | null }

/** Changes that were not sent in time under an epoch; they are evidence, and answers no more. */
export type Aside = { epoch: number; changes: Change[] }

/** What one device keeps of an attempt's answers, so that they outlive a reload and a lost connection. */
export type Kept = {
  key: string
  epoch: number
  seq: number
  pending: Change[]
  aside: Aside[]
  answers: Record<string, string>
  flags: number[]
  areFlagsSent: boolean
  item: number | null // the question that is open
}

/** Answers in the open, the exam behind the candidate's PIN, the time that is left, and the name of the machine. */
export const { read, readAll, write, remove } = deviceStores('satya-ujian', 3, {
  jurnal: 'strict',
  ujian: 'strict',
  waktu: 'relaxed',
  perangkat: 'strict',
})

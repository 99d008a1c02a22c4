import type { ResultCode, Stage } from '@/lib/cat/announcement'
import type { ItemOption } from '@/lib/cat/item'
import type { Receipt } from '@/lib/cat/receipt'
import type { Finding } from '@/lib/refusal'

/** An item as the sealed content holds it: what the candidate reads, and no key. */
export type SealedItem = { stimulus: string | null; stem: string; options: ItemOption[] }

/** What a device in the exam room hears of its attempt. It is all that a candidate ever gets, besides the content. */
export type RoomState = {
  now: string // by the server's clock
  stage: 'waiting' | 'ready' | 'running' | 'paused' | 'finished' | 'disqualified' | 'absent' | 'void'
  candidate: { name: string; number: string }
  exam: { name: string; session: number; site: string; zone: string; sections: RoomSection[]; minutes: number }
  seat: { room: string; number: number } | null
  sessionId: string
  secondsLeft: number | null
  /** Why it stands still or was ended, why time was added or its session cancelled, in the words of those in charge. */
  notices: { kind: string; reason: string; seconds: number | null }[]
  needsHelp: boolean
  work: RoomWork | null
  result: RoomResult | null
  receipt: Receipt | null // once the session is closed, of whoever was scored or disqualified
}

/** What was announced of a candidate, and what they made of it. */
export type RoomOutcome = {
  announcements: {
    id: string
    stage: Stage
    version: number
    result: ResultCode
    place: number | null
    into: string | null // another formation, which takes them
    objectionsUntil: string | null // null: the result after the objections
    answerDueOn: string | null // to the own objection
    isOpen: boolean // the candidate may object today
    objection: {
      text: string
      fileName: string | null
      filedAt: string
      state: 'filed' | 'accepted' | 'rejected'
      answer: string | null
    } | null
  }[]
  certificate: string | null // the code of the signed certificate
}

export type RoomSection = { code: string; name: string; itemCount: number; pointsPerItem: number }

/** From the start on: the paper, the key of the content, and what the server holds of the answers. */
export type RoomWork = {
  contentKey: string
  paper: { place: number; section: string; options: string[] }[]
  answers: Record<string, string>
  flags: number[]
  savedSeq: number // of this device, under its epoch
  epoch: number
  answeredEpoch: number // the highest one under which anything was answered; 0: nothing yet
  answeredSeq: number // of the device that answered under it
}

export type RoomResult = {
  scores: Record<string, number>
  total: number
  isAboveGrade: boolean
  findings: Finding[]
  isFinal: boolean
  finishedAt: string
  finishedBy: string
  answered: number
  head: string
}

import { createDecipheriv } from 'node:crypto'
import * as z from 'zod'

/**
 * What each door of the exam room may answer, name by name: anything else fails. Numbers stand under a section, a place or
 * a threshold, never under an option, so that points of options have nowhere to be.
 */
const sectionCode = z.string().regex(/^(TWK|TIU|TKP)$/)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const option = z.string().regex(/^o[1-5]$/)
const scores = z.record(sectionCode, z.int())
const stage = z.enum(['waiting', 'ready', 'running', 'paused', 'finished', 'disqualified', 'absent', 'void'])
const nothing = z.strictObject({})

const time = z.strictObject({
  startedAt: z.iso.datetime(),
  allowedSeconds: z.int(),
  pauses: z.array(z.strictObject({ from: z.iso.datetime(), seconds: z.int().nullable() })),
  finishedAt: z.iso.datetime(),
})

const receipt = z.strictObject({
  version: z.literal(3),
  session: z.uuid(),
  attempt: z.uuid(),
  salt: hash,
  head: hash,
  events: z.int(),
  scores,
  formation: z.strictObject({ code: z.string(), kind: z.string() }),
  paper: hash,
  content: hash,
  disqualifiedAt: z.null(),
  time,
  proof: z.array(z.strictObject({ hash, left: z.boolean() })),
  root: hash,
})

const disqualifiedReceipt = receipt.extend({
  scores: z.null(),
  disqualifiedAt: z.iso.datetime(),
  time: time.extend({ finishedAt: z.null() }),
})

const finding = z.strictObject({
  code: z.enum(['cat.section_minimum', 'cat.total_minimum']),
  met: z.boolean(),
  facts: z.strictObject({ section: sectionCode.optional(), score: z.int(), minimum: z.int() }),
  source: z.string(),
})

const state = z.strictObject({
  now: z.iso.datetime(),
  stage,
  candidate: z.strictObject({ name: z.string(), number: z.string() }),
  exam: z.strictObject({
    name: z.string(),
    session: z.int(),
    site: z.string(),
    zone: z.string(),
    sections: z.array(
      z.strictObject({ code: sectionCode, name: z.string(), itemCount: z.int(), pointsPerItem: z.int() }),
    ),
    minutes: z.int(),
  }),
  seat: z.strictObject({ room: z.string(), number: z.int() }),
  sessionId: z.uuid(),
  secondsLeft: z.int().nullable(),
  notices: z.array(z.strictObject({ kind: z.string(), reason: z.string(), seconds: z.int().nullable() })),
  needsHelp: z.boolean(),
  work: z
    .strictObject({
      contentKey: z.base64(),
      paper: z.array(z.strictObject({ place: z.int(), section: sectionCode, options: z.array(option) })),
      answers: z.record(z.string().regex(/^\d+$/), option),
      flags: z.array(z.int()),
      savedSeq: z.int(),
      epoch: z.int(),
      answeredEpoch: z.int(),
      answeredSeq: z.int(),
    })
    .nullable(),
  result: z
    .strictObject({
      scores,
      total: z.int(),
      isAboveGrade: z.boolean(),
      findings: z.array(finding),
      isFinal: z.boolean(),
      finishedAt: z.iso.datetime(),
      finishedBy: z.string(),
      answered: z.int(),
      head: hash,
    })
    .nullable(),
  receipt: z.union([receipt, disqualifiedReceipt]).nullable(),
})

const outcome = z.strictObject({
  announcements: z.array(
    z.strictObject({
      id: z.uuid(),
      stage: z.enum(['first', 'final']),
      version: z.int(),
      result: z.enum(['P/L', 'P', 'TL', 'TH', 'DIS', 'APS']),
      place: z.int().nullable(),
      into: z.string().nullable(),
      objectionsUntil: z.iso.date().nullable(),
      answerDueOn: z.iso.date().nullable(),
      isOpen: z.boolean(),
      objection: z
        .strictObject({
          text: z.string(),
          fileName: z.string().nullable(),
          filedAt: z.string(),
          state: z.string(),
          answer: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
  certificate: z.string().nullable(),
})

const board = z.strictObject({
  number: z.int(),
  site: z.string(),
  zone: z.string(),
  startsAt: z.iso.datetime(),
  sections: z.array(z.strictObject({ code: sectionCode })),
  minimum: z.record(sectionCode, z.int()),
  room: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
  rooms: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
  items: z.int(),
  cancelled: z.string().nullable(),
  isFinal: z.boolean(),
  present: z.int(),
  finished: z.int(),
  working: z.int(),
  absent: z.int(),
  endsAt: z.iso.datetime().nullable(),
  lines: z.array(
    z.strictObject({
      number: z.string(),
      initials: z
        .string()
        .regex(/^([A-Z]\. ?)+$/)
        .nullable(),
      scores: scores.nullable(),
      total: z.int().nullable(),
      answered: z.int(),
      state: z.enum(['finished', 'running', 'paused']),
      place: z.int().nullable(),
      isBelow: z.boolean(),
      lowSections: z.array(sectionCode),
    }),
  ),
  at: z.iso.datetime(),
})

/** What is signed has the hash of the keys under a salt that nobody has yet. */
const statement = z.strictObject({
  session: z.uuid(),
  agency: z.string(),
  programme: z.string(),
  site: z.string(),
  number: z.int(),
  allowedSeconds: z.array(z.int()),
  releasedAt: z.iso.datetime(),
  closedAt: z.iso.datetime(),
  attempts: z.int(),
  root: hash,
  keysHash: hash,
})

const published = z.strictObject({
  number: z.int(),
  programme: z.string(),
  site: z.string(),
  zone: z.string(),
  closedAt: z.iso.datetime(),
  root: hash,
  seal: z.strictObject({
    statement: z
      .string()
      .transform((text) => JSON.parse(text))
      .pipe(statement),
    signature: z.base64(),
    certificate: z.string(),
    issuer: z.string(),
  }),
  isDisclosed: z.boolean(),
  attempts: z.int(),
})

/** Of a door that has no entry here, nobody has said what it may answer: the tests fail. */
export const roomAnswers: Record<string, z.ZodType> = {
  'POST masuk': state,
  'GET papan': board,
  'GET akar': published,
  'POST jawaban': z.strictObject({ savedSeq: z.int(), secondsLeft: z.int() }),
  'POST susulan': z.strictObject({ kept: z.int() }),
  'GET denyut': z.strictObject({ stage, secondsLeft: z.int().nullable(), needsHelp: z.boolean() }),
  'GET keadaan': state,
  'GET isi': z.strictObject({ content: z.base64() }),
  'POST mulai': state,
  'POST tanda': nothing,
  'POST bantuan': nothing,
  'POST selesai': state,
  'POST keluar': nothing,
  'GET hasil': outcome,
  'POST sanggah': outcome,
  'GET sertifikat': z.string().startsWith('%PDF-'),
}

/** What any door may answer when it refuses. */
export const roomRefusal = z.strictObject({ code: z.string(), seconds: z.int().optional() })

/** What the sealed content holds. */
export const sealedItems = z.array(
  z.strictObject({
    stimulus: z.string().nullable(),
    stem: z.string(),
    options: z.array(z.strictObject({ id: option, body: z.string() })),
  }),
)

/** The sealed content as the browser opens it. */
export function openContent(sealed: string, key: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const cipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), bytes.subarray(0, 12))
  cipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString('utf8')
}

import { type CivilDate, isCivilDate } from '@/lib/civil-date'

/** Kategori (wbs.md 3). They stand inside the ciphertext; the server never learns one before a report is closed. */
export const CATEGORIES = [
  'corruption',
  'bribery',
  'conflict_of_interest',
  'crime',
  'fraud',
  'safety',
  'ethics',
  'selection',
  'position_sale',
  'career',
  'forgery',
  'performance',
  'assessment',
  'levy',
  'neutrality',
  'data_leak',
  'other',
] as const
export type Category = (typeof CATEGORIES)[number]

/** What somebody says, or why they cannot. */
export type Told = { text: string; isUnknown: boolean }

/** What a reporter tells: the content of the first message. */
export type ReportContent = {
  category: Category
  what: string
  who: string
  where: Told // where it is unknown, `text` says why
  when: Told
  how: string
  evidence: string // what there is, or where it can be found
  relation: string // how the reporter knows
  risk: string // who would suspect the reporter
  writtenOn: CivilDate
}

/** Body of a message of either side; the day is that of the writer's device. */
export type MessageBody = { text: string; on: CivilDate }

/** Whether what stands in a message is one; the server cannot look, and a writer may be anybody. */
export function isMessageBody(body: unknown): body is MessageBody {
  const { text, on } = Object(body)
  return typeof text === 'string' && typeof on === 'string' && isCivilDate(on)
}

/** What an examination is written down in, as notes: plan, list of evidence, and its report (LHP). */
export const PAPER_FORMS = ['plan', 'evidence', 'lhp'] as const
export type PaperForm = (typeof PAPER_FORMS)[number]

export function isPaper(body: unknown): body is MessageBody & { form: PaperForm } {
  return isMessageBody(body) && PAPER_FORMS.includes((body as { form?: PaperForm }).form as PaperForm)
}

/** Whether what stands in a first message is a report. */
export function isReportContent(content: unknown): content is ReportContent {
  const { category, where, when, writtenOn, ...answers } = Object(content)
  const areTold = [where, when].every((told) => typeof told?.text === 'string' && typeof told.isUnknown === 'boolean')
  const areTexts = ['what', 'who', 'how', 'evidence', 'relation', 'risk'].every(
    (each) => typeof answers[each] === 'string',
  )
  return CATEGORIES.includes(category) && areTold && areTexts && typeof writtenOn === 'string' && isCivilDate(writtenOn)
}

/** The questions without whose answer a report cannot be examined: 4W+1H (wbs.md 4). */
export const REQUIRED = ['what', 'who', 'where', 'when', 'how'] as const
export type Required = (typeof REQUIRED)[number]

/**
 * The required questions that are still open. Place or time may be unknown, with a reason, but not both.
 * Source: wbs.md 4, after Bappenas' booklet on 4W+1H.
 */
export function openQuestions(content: Pick<ReportContent, Required>): Required[] {
  const isSaid = (question: Required) => {
    const answer = content[question]
    return (typeof answer === 'string' ? answer : answer.text).trim() !== ''
  }
  const areBothUnknown = content.where.isUnknown && content.when.isUnknown
  return REQUIRED.filter((question) => !isSaid(question) || (question === 'when' && areBothUnknown))
}

/** What gives a writer away: an only one of a kind, the own name or number, what was said to nobody else. */
const TRACES = [
  /\bsaya(lah)? (satu-satunya|sendiri yang|sebagai|selaku|menjabat)\b/i,
  /\b(hanya|cuma) saya\b/i,
  /\bnama saya\b/i,
  /\b(NIP|NIK) saya\b/i,
  /\b(kepada|pada|ke) saya\b/i,
  /\bI am the only\b|\bonly I\b|\bmy name\b|\bas the\b|\bto me\b/i,
  /\b\d{16}(\d{2})?\b/,
  /(\+62|\b0)8\d{8,11}\b/,
  /\S+@\S+\.\S+/,
]

/** The sentences of a text that may show who wrote it, in their order. */
export function revealingSentences(text: string): string[] {
  const sentences = text.match(/[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*/g) ?? []
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => TRACES.some((trace) => trace.test(sentence)))
}

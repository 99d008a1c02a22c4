import 'server-only'
import type { Writable } from 'node:stream'
import { sql } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import type { useTranslations } from 'next-intl'
import { transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import type { ProgrammeSection } from '@/lib/cat/programme'
import { outcomeOf, type ScoredCandidate } from '@/lib/cat/session-scores'
import { formatInstant, type Locale } from '@/lib/format'
import { Refusal } from '@/lib/refusal'
import { asText } from '@/lib/text-cells.server'
import { siteZone } from '@/lib/zones-abroad'

export type SessionScores = {
  programme: string
  number: number
  site: string
  address: string
  zone: string
  startsAt: Date
  agency: string
  sections: ProgrammeSection[]
  isClosed: boolean
  candidates: ScoredCandidate[]
}

/**
 * Everybody's score in a session, by number: who was absent or disqualified has none, and before it is closed nobody is
 * listed. Undefined for a session that is not there. Looking is written down.
 */
export function sessionScores(context: Context, id: string): Promise<SessionScores | undefined> {
  return transact(context, async (tx) => {
    const [session] = await tx.execute<Omit<SessionScores, 'candidates'> & { agencyId: number }>(sql`
      select s.agency_id as "agencyId", p.name as programme, s.number, i.name as site, i.address, i.time_zone as zone,
        s.starts_at as "startsAt", g.name as agency, p.sections,
        s.state = 'closed' as "isClosed"
      from exam_sessions s join exam_programmes p on p.id = s.programme_id join exam_sites i on i.id = s.site_id
      join agencies g on g.id = s.agency_id
      where s.id = ${id} and ${ofAgencies(context, sql`s.agency_id`)}`)
    if (!session) return undefined
    const { agencyId, ...facts } = { ...session, startsAt: new Date(session.startsAt) }
    if (!session.isClosed) return { ...facts, candidates: [] }
    const candidates = await tx.execute<ScoredCandidate>(sql`
      select c.number, c.name, f.code as formation, f.position_name as position, a.state,
        o.scores, o.total, o.is_above_grade as "isAboveGrade"
      from exam_attempts a join exam_candidates c on c.id = a.candidate_id
      join exam_formations f on f.id = c.formation_id
      left join exam_scores o on o.attempt_id = a.id and a.state = 'finished'
      where a.session_id = ${id} order by c.number`)
    const after = { candidates: candidates.length }
    await recordAudit(tx, context, 'exam.read_scores', null, after, { agencyId, subjectId: id })
    return { ...facts, candidates: [...candidates] }
  })
}

type Translate = ReturnType<typeof useTranslations<'exam.scores'>>

/** The same as a workbook, with the words of `t`. Refuses with not_found or wrong_state. */
export async function scoreWorkbook(context: Context, id: string, t: Translate, locale: Locale) {
  const session = await sessionScores(context, id)
  if (!session) throw new Refusal('not_found')
  if (!session.isClosed) throw new Refusal('wrong_state', { state: 'open', event: 'read_scores' })
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(t('sheet'), { views: [{ state: 'frozen', ySplit: 5 }] })
  const { programme, number, site, address, startsAt, zone } = session
  sheet.addRow([`${t('title')}: ${programme}`]).font = { bold: true, size: 14 }
  sheet.addRow([session.agency])
  sheet.addRow([t('place', { number, site, address, at: formatInstant(startsAt, locale, siteZone(zone)) })])
  sheet.addRow([])
  const codes = session.sections.map(({ code }) => code)
  const headings = [t('number'), t('name'), t('formation'), t('position'), ...codes, t('total'), t('outcome')]
  sheet.addRow(headings).font = { bold: true }
  for (const candidate of session.candidates) {
    const scores = codes.map((code) => candidate.scores?.[code] ?? null)
    const texts = [candidate.number, candidate.name, candidate.formation, candidate.position]
    const row = sheet.addRow([...texts, ...scores, candidate.total, t(`outcomes.${outcomeOf(candidate)}`)])
    for (const at of [1, 2, 3, 4]) asText(row.getCell(at))
  }
  sheet.columns.forEach((column, index) => {
    column.width = [24, 32, 16, 32][index] ?? (index === headings.length - 1 ? 28 : 10)
  })
  const name = t('fileName', { number })
  return { fileName: `${name}.xlsx`, write: (target: Writable) => book.xlsx.write(target) }
}

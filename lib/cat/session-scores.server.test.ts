import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { beforeEach, expect, test } from 'vitest'
import { translatorFor } from '@/lib/i18n/translator.server'
import { anAgency } from '@/lib/registry/register.fixture'
import { saveAnswers } from './answers.server'
import { anExamDay, atWork, bestOptions, closeDay, type ExamDay, examPerson, examTests } from './exam-day.fixture'
import { finishAttempt } from './finish.server'
import { scoreWorkbook, sessionScores } from './session-scores.server'

const database = await examTests()

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const manager = () => examPerson(day, undefined, 'exam_manager')

/** The first candidate answers everything as well as can be, the others do not come. */
async function held(): Promise<void> {
  const claim = await atWork(day)
  const options = await bestOptions(database.owner, claim.attemptId)
  const changes = options.map((option, at) => ({ seq: at + 1, item: at + 1, option }))
  await saveAnswers(claim, changes, new Date())
  await finishAttempt(claim, new Date())
}

test('the manager has everybody’s score once the session is closed, and each look is written down', async () => {
  await held()
  expect(await sessionScores(manager(), day.sessionId)).toMatchObject({ isClosed: false, candidates: [] })
  await closeDay(examPerson(day), day.sessionId)
  const session = await sessionScores(manager(), day.sessionId)
  const [first, second] = session?.candidates ?? []
  expect(first).toMatchObject({
    state: 'finished',
    scores: { TWK: 150, TIU: 175, TKP: 225 },
    total: 550,
    isAboveGrade: true,
  })
  expect(second).toMatchObject({ state: 'absent', scores: null, total: null })
  const looks = await database.owner`
    select from audit_events where event = 'exam.read_scores' and subject_id = ${day.sessionId}`
  expect(looks).toHaveLength(1)

  const stranger = examPerson({ ...day, agencyId: await anAgency(database.owner, 'Pemerintah Kota Uji') })
  expect(await sessionScores(stranger, day.sessionId)).toBeUndefined()
})

test('the workbook says the same, with numbers that a spreadsheet does not shorten', async () => {
  await held()
  const t = await translatorFor('id', 'exam.scores')
  await expect(scoreWorkbook(manager(), day.sessionId, t, 'id')).rejects.toMatchObject({ code: 'wrong_state' })
  await closeDay(examPerson(day), day.sessionId)
  const { fileName, write } = await scoreWorkbook(manager(), day.sessionId, t, 'id')
  expect(fileName).toBe('nilai-sesi-1.xlsx')
  const stream = new PassThrough()
  const [bytes] = await Promise.all([buffer(stream), write(stream)])
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  const sheet = Array.from(book.worksheets[0]?.getSheetValues() ?? [])
  const rows = sheet.map((row) => (Array.isArray(row) ? row.slice(1) : []))
  const heading = rows.findIndex((row) => row[0] === 'Nomor peserta')
  expect(rows[heading]?.slice(4)).toEqual(['TWK', 'TIU', 'TKP', 'Jumlah', 'Hasil'])
  const [first] = (await sessionScores(manager(), day.sessionId))?.candidates ?? []
  expect(rows[heading + 1]).toEqual([
    first?.number,
    first?.name,
    first?.formation,
    first?.position,
    ...[150, 175, 225, 550],
    'Memenuhi ambang batas',
  ])
  expect(rows[heading + 2]?.at(-1)).toBe('Tidak hadir')
})

import { expect, test } from 'vitest'
import { readExamProgrammes } from '@/db/seed/exam-programmes'
import { countedScore, type EarlierRule, type EarlierScore, mayUseEarlier } from './earlier-score'

const P1TL: EarlierRule = { programme: 'SKD-2018', of: 'failed_at_last', use: 'better', mark: 'P1/TL' }
const CERTIFICATE: EarlierRule = { programme: 'SKD-2023', of: 'above_grade', use: 'instead', mark: null }

const then = (changes: Partial<EarlierScore>): EarlierScore => {
  return { scores: { TKP: 200 }, session: 's', isAboveGrade: true, first: 'P/L', final: 'TL', ...changes }
}

test('P1/TL is whoever went on and failed at last: not who passed, stayed outside, or was out', () => {
  const may = (first: string | null, final: string | null) => mayUseEarlier(P1TL, then({ first, final }))
  expect([may('P/L', 'TL'), may('P/L', 'TH')]).toEqual([true, true])
  expect([may('P/L', 'P/L'), may('P/L', 'P/L-1'), may('P/L', 'DIS'), may('P/L', 'APS'), may('P/L', null)]).toEqual(
    Array.from({ length: 5 }, () => false),
  )
  expect([may('P', null), may('TL', null)]).toEqual([false, false])
})

test('a certificate is of whoever was above the grade, whatever became of them', () => {
  expect(mayUseEarlier(CERTIFICATE, then({ first: null, final: null }))).toBe(true)
  expect(mayUseEarlier(CERTIFICATE, then({ isAboveGrade: false }))).toBe(false)
})

test('who is examined again gives the certificate up, also for less; of P1/TL the better score counts, the new one of equals', () => {
  const counted = (rule: EarlierRule, own: Record<string, number> | null, earlier: Record<string, number>) =>
    countedScore(rule, ['TKP', 'TIU'], own, then({ scores: earlier }))
  const from = (programme: string) => ({ programme, session: 's' })
  const [low, high] = [
    { TKP: 100, TIU: 100 },
    { TKP: 101, TIU: 99 },
  ]
  expect(counted(CERTIFICATE, null, high)).toEqual({ scores: high, earlier: from('SKD-2023') })
  expect(counted(CERTIFICATE, low, high)).toEqual({ scores: low })
  expect(counted(P1TL, low, high)).toEqual({ scores: high, earlier: from('SKD-2018') })
  expect(counted(P1TL, high, low)).toEqual({ scores: high })
  expect(counted(P1TL, low, low)).toEqual({ scores: low })
})

test('the selections of 2019 and 2024 say which scores count; that of 2019 is not confirmed', () => {
  const { programmes } = readExamProgrammes()
  const told = programmes.flatMap(({ code, ranking, isConfirmed }) =>
    ranking && 'earlier' in ranking ? [{ code, earlier: ranking.earlier, isConfirmed }] : [],
  )
  expect(told).toEqual([
    { code: 'SKD-2019', earlier: P1TL, isConfirmed: false },
    { code: 'SKD-2024', earlier: CERTIFICATE, isConfirmed: true },
  ])
})

import { expect, test } from 'vitest'
import {
  clockSkewSeconds,
  dayOfWork,
  type EntryFacts,
  entryClosesOn,
  entryDueOn,
  entryFindings,
  receiptNumber,
  USUAL_RULES,
} from './entry'
import { entryBatch, entryInput } from './entry-input'

const ZONE = 'Asia/Jakarta'
const ITEM = '11111111-1111-4111-8111-111111111111'
const HOLIDAY = '2026-11-12' // a Thursday

const entry = {
  id: '22222222-2222-4222-8222-222222222222',
  version: 0,
  workOn: '2026-11-16', // a Monday
  startsMinute: 480,
  endsMinute: 600,
  kind: 'plan' as 'plan' | 'additional' | 'general',
  planItemId: ITEM as string | null,
  text: 'Imunisasi balita',
  quantity: 24,
  unit: 'balita',
  place: null,
  orderBy: null as string | null,
  orderNumber: null as string | null,
  lateReason: null as string | null,
}

const facts: EntryFacts = {
  receivedOn: '2026-11-16',
  rules: USUAL_RULES,
  holidays: new Set([HOLIDAY]),
  leave: [],
  plans: [{ startsOn: '2026-01-01', endsOn: '2026-12-31', itemIds: [ITEM] }],
  others: [],
}

function unmet(changes: Partial<typeof entry> = {}, around: Partial<EntryFacts> = {}): string[] {
  const findings = entryFindings({ ...entry, ...changes }, { ...facts, ...around })
  return findings.filter(({ met }) => !met).map(({ code }) => code.slice('kinerja.entry_'.length))
}

const other = (startsMinute: number, endsMinute: number, workOn = entry.workOn) => ({
  id: '33333333-3333-4333-8333-333333333333',
  workOn,
  startsMinute,
  endsMinute,
})

test('work of today under an agreed plan has nothing against it', () => {
  expect(unmet()).toEqual([])
})

test('no work is entered before it is done', () => {
  expect(unmet({ workOn: '2026-11-17' })).toEqual(['day'])
})

test('the days to enter work are working days, so neither a weekend nor a holiday counts', () => {
  expect(entryDueOn('2026-11-11', USUAL_RULES, facts.holidays)).toBe('2026-11-17') // 12 is a holiday, 14 and 15 a weekend
  expect(unmet({ workOn: '2026-11-11' }, { receivedOn: '2026-11-17' })).toEqual([])
})

test('work that comes later asks for a reason and is taken with one', () => {
  expect(unmet({ workOn: '2026-11-11' }, { receivedOn: '2026-11-18' })).toEqual(['late'])
  expect(unmet({ workOn: '2026-11-11', lateReason: 'Bertugas di desa' }, { receivedOn: '2026-11-18' })).toEqual([])
})

test('an agency may close a day for good, and a reason opens it no more', () => {
  const rules = { ...USUAL_RULES, entryDays: 1, lateDays: 2 }
  expect(entryClosesOn('2026-11-10', rules, facts.holidays)).toBe('2026-11-16')
  const late = { workOn: '2026-11-10', lateReason: 'Sakit' }
  expect(unmet(late, { rules, receivedOn: '2026-11-16' })).toEqual([])
  expect(unmet(late, { rules, receivedOn: '2026-11-17' })).toEqual(['closed'])
})

test('after an outage work of its days is in time until the day that the agency gave, and no other work is', () => {
  const extensions = [
    { startsOn: '2026-11-10', endsOn: '2026-11-11', openUntil: '2026-11-25' },
    { startsOn: '2026-11-11', endsOn: '2026-11-11', openUntil: '2026-11-12' }, // sooner than the usual day
  ]
  const rules = { ...USUAL_RULES, entryDays: 1, lateDays: 1, extensions }
  expect(entryDueOn('2026-11-11', rules, facts.holidays)).toBe('2026-11-25')
  expect(entryClosesOn('2026-11-11', rules, facts.holidays)).toBe('2026-11-25')
  expect(unmet({ workOn: '2026-11-11' }, { rules, receivedOn: '2026-11-25' })).toEqual([])
  expect(unmet({ workOn: '2026-11-11' }, { rules, receivedOn: '2026-11-26' })).toEqual(['late', 'closed'])
  expect(unmet({ workOn: '2026-11-13' }, { rules, receivedOn: '2026-11-25' })).toEqual(['late', 'closed'])
})

test('no daily work before an agreed SKP, whatever its kind', () => {
  const plans = [{ startsOn: '2026-11-17', endsOn: '2026-12-31', itemIds: [ITEM] }]
  expect(unmet({}, { plans })).toEqual(['plan', 'item'])
  expect(unmet({ kind: 'general', planItemId: null }, { plans: [] })).toEqual(['plan'])
})

test('work on a plan names one of its results', () => {
  expect(unmet({ planItemId: '44444444-4444-4444-8444-444444444444' })).toEqual(['item'])
  expect(unmet({ planItemId: null })).toEqual(['item'])
  expect(unmet({ kind: 'general' })).toEqual(['item'])
})

test('two entries of a day may touch and never overlap', () => {
  expect(unmet({}, { others: [other(420, 480), other(600, 660)] })).toEqual([])
  expect(unmet({}, { others: [other(420, 481)] })).toEqual(['overlap'])
  expect(unmet({}, { others: [other(599, 660)] })).toEqual(['overlap'])
  expect(unmet({}, { others: [other(490, 500)] })).toEqual(['overlap'])
  expect(unmet({}, { others: [other(480, 600, '2026-11-13')] })).toEqual([])
})

test('an entry does not overlap with itself while it is changed', () => {
  expect(unmet({}, { others: [{ ...other(480, 600), id: entry.id }] })).toEqual([])
})

test('an entry ends after it starts, so a night over midnight is two', () => {
  expect(unmet({ startsMinute: 600, endsMinute: 600 })).toEqual(['time'])
  expect(unmet({ startsMinute: 1320, endsMinute: 1440 })).toEqual([])
})

test('a day counts no more minutes than the agency says, to the minute', () => {
  expect(unmet({}, { others: [other(600, 1080)] })).toEqual([])
  expect(unmet({}, { others: [other(600, 1081)] })).toEqual(['minutes'])
})

test('work on leave needs a letter of assignment', () => {
  const leave = [{ startsOn: '2026-11-16', endsOn: '2026-11-18' }]
  expect(unmet({}, { leave })).toEqual(['leave'])
  expect(unmet({ orderNumber: '800/12/2026' }, { leave })).toEqual([])
  expect(unmet({}, { leave: [{ startsOn: '2026-10-01', endsOn: null }] })).toEqual(['leave'])
  expect(unmet({}, { leave: [{ startsOn: '2026-11-17', endsOn: null }] })).toEqual([])
})

test('work on a weekend or a holiday needs a letter of assignment', () => {
  expect(unmet({ workOn: '2026-11-15' })).toEqual(['day_off'])
  expect(unmet({ workOn: HOLIDAY })).toEqual(['day_off'])
  expect(unmet({ workOn: HOLIDAY, orderNumber: '800/12/2026' })).toEqual([])
})

test('tugas tambahan names who ordered it', () => {
  const additional = { kind: 'additional' as const, planItemId: null }
  expect(unmet(additional)).toEqual(['order'])
  expect(unmet({ ...additional, orderBy: 'Kepala Dinas' })).toEqual([])
})

test('a clock that is wrong is noticed from five minutes on', () => {
  const now = new Date('2026-11-16T03:00:00Z')
  expect(clockSkewSeconds(new Date('2026-11-16T03:04:59Z'), now)).toBe(0)
  expect(clockSkewSeconds(new Date('2026-11-16T03:05:00Z'), now)).toBe(300)
  expect(clockSkewSeconds(new Date('2026-11-15T03:00:00Z'), now)).toBe(-86_400)
})

test('the today of a clock that is a day ahead or behind is the day of the server', () => {
  const now = new Date('2026-11-16T03:00:00Z')
  const ahead = { workOn: '2026-11-17', isToday: true, deviceAt: '2026-11-17T02:00:00Z' }
  const behind = { workOn: '2026-11-15', isToday: true, deviceAt: '2026-11-15T02:00:00Z' }
  expect(dayOfWork(ahead, 86_400, ZONE, now)).toBe('2026-11-16')
  expect(dayOfWork(behind, -86_400, ZONE, now)).toBe('2026-11-16')
})

test('a clock that was set right before sending leaves no today after today', () => {
  const now = new Date('2026-11-16T03:00:00Z')
  expect(dayOfWork({ workOn: '2026-11-17', isToday: true, deviceAt: '2026-11-17T02:00:00Z' }, 0, ZONE, now)).toBe(
    '2026-11-16',
  )
})

test('a day that was picked stays what it is, whatever the clock says', () => {
  const now = new Date('2026-11-16T03:00:00Z')
  const picked = { workOn: '2026-11-13', isToday: false, deviceAt: '2026-11-17T02:00:00Z' }
  expect(dayOfWork(picked, 86_400, ZONE, now)).toBe('2026-11-13')
})

test('the day changes at midnight of the place of work', () => {
  const now = new Date('2026-11-15T17:30:00Z') // 00.30 in Jakarta, already 02.30 in Jayapura
  const written = { workOn: '2026-11-16', isToday: true, deviceAt: '2026-11-15T17:30:00Z' }
  expect(dayOfWork(written, 0, ZONE, now)).toBe('2026-11-16')
  expect(dayOfWork({ ...written, workOn: '2026-11-15', isToday: false }, 0, ZONE, now)).toBe('2026-11-15')
})

test('what is empty is nothing, and neither twenty-one entries nor none are a batch', () => {
  const sent = { ...entry, isToday: true, orderBy: '  ', deviceAt: '2026-11-16T03:00:00Z' }
  expect(entryInput.parse(sent).orderBy).toBeNull()
  expect(entryInput.safeParse({ ...sent, text: ' ' }).success).toBe(false)
  const batch = (count: number) => ({
    owner: entry.id,
    sentAt: '2026-11-16T03:00:00Z',
    entries: Array(count).fill(sent),
  })
  expect([0, 1, 20, 21].map((count) => entryBatch.safeParse(batch(count)).success)).toEqual([false, true, true, false])
})

test('a receipt is asked after by the day and the beginning of the id', () => {
  expect(receiptNumber(entry)).toBe('KH-20261116-222222')
})

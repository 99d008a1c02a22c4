import { expect, test } from 'vitest'
import {
  type Draft,
  draftProblems,
  joinFromPaper,
  recoveryFromPaper,
  recoveryKeyOf,
  rootFromPaper,
  signNext,
  splitForPaper,
  withNewRecovery,
} from './ceremony'
import { openManifest, seenOf } from './manifest'
import { DEPLOYMENT, office, root, seedOf, TODAY } from './people.fixture'
import { requireLog, requireLogged } from './transparency'

test('any two shares on paper give the secret, one does not, and a misread word is noticed', async () => {
  const secret = seedOf('root')
  const [one = [], two = [], three = []] = await splitForPaper(secret)
  expect([one, two, three].map((words) => words.length)).toEqual([25, 25, 25])
  for (const pair of [
    [one, two],
    [three, one],
    [two, three],
    [one, two, three],
  ])
    expect(await joinFromPaper(pair.map((words) => words.join(' ')))).toEqual(secret)
  for (const few of [[], [one], [one, one], [one, two.with(3, 'abad')], [one, two.slice(1)]])
    expect(await joinFromPaper(few.map((words) => words.join(' ')))).toBeUndefined()
  const foreign = (await splitForPaper(seedOf('another')))[1] ?? []
  expect(await rootFromPaper([one.join(' '), foreign.join(' ')], root.public)).toBeUndefined()
  expect(await rootFromPaper([one.join(' '), two.join(' ')], root.public)).toEqual(root)
})

test('each ceremony continues the one before, in the manifest and in the log', async () => {
  const { manifest } = await office()
  const first = signNext(manifest, undefined, '2026-10-01', root)
  const second = signNext(manifest, first, TODAY, root)
  const reader = { rootKeys: [root.public], deployment: DEPLOYMENT }
  expect(openManifest(second, { ...reader, on: TODAY, seen: seenOf(first) }).version).toBe(2)
  requireLog(second.log, second.checkpoint, { ...reader, seen: first.checkpoint })
  requireLogged(first, second.log)
})

test('a draft is not signed with keys that are classic, twice, gone or changed, nor with a group of one', async () => {
  const { manifest, signed, ani, budi } = await office()
  const problems = (change: Partial<Draft>) =>
    draftProblems({ ...manifest, ...change }, signed).map(({ code, of }) => `${code} ${of}`)
  const [first, ...others] = manifest.keys
  if (!first) throw new Error('nobody')
  const withFirst = (change: object) => problems({ keys: [{ ...first, ...change }, ...others] })
  expect(problems({})).toEqual([])
  expect(withFirst({ until: TODAY })).toEqual([])
  expect(withFirst({ box: 'age1classic' })).toEqual(['not_hybrid Ani', 'changed Ani'])
  expect(withFirst({ sign: 'short' })).toEqual(['not_a_key Ani', 'changed Ani'])
  expect(withFirst({ until: '2025-01-01' })).toEqual(['not_a_date Ani'])
  expect(withFirst({ holder: budi.key.holder })).toEqual(['changed Ani'])
  expect(problems({ keys: others })).toEqual([`not_listed ${ani.key.id}`, 'missing Ani'])
  expect(problems({ keys: [first, first, ...others] })).toEqual([`twice ${ani.key.id}`, `twice ${ani.key.box}`])
  const group = { id: 'kecil', name: 'Kecil', keys: [ani.key.id] }
  expect(problems({ groups: [group] })).toEqual(['too_few Kecil'])
  expect(withFirst({ position: ' ' })).toEqual(['unnamed Ani'])
  const { recovery } = manifest
  expect(problems({ recovery: { ...recovery, box: 'age1classic' } })).toEqual([
    'not_hybrid recovery',
    'changed recovery',
  ])
  expect(problems({ recovery: { ...recovery, box: budi.key.box } })).toEqual(['changed recovery'])
  expect(problems({ recovery: { ...recovery, sign: 'short' } })).toEqual(['not_a_key recovery', 'changed recovery'])
})

test('another key of last resort is signed where the one before stays in the list with its last number, and for ever', async () => {
  const { manifest } = await office()
  const first = signNext(manifest, undefined, '2026-10-01', root)
  const anew = await recoveryKeyOf(seedOf('another key of last resort'))
  const key = { box: anew.box.recipient, sign: anew.sign.public }
  const holders = ['Inspektur', 'Kepala Biro', 'KPK']
  const next = withNewRecovery({ ...manifest, before: first }, key, holders)
  const { box, sign } = manifest.recovery
  expect(next.recovery).toEqual({ ...key, holders, former: [{ box, sign, until: 1 }] })
  expect(draftProblems(next, first)).toEqual([])
  const second = signNext(next, first, TODAY, root)
  const codes = (recovery: Draft['recovery']) => draftProblems({ ...next, recovery }, second).map(({ code }) => code)
  expect(codes(next.recovery)).toEqual([])
  expect(codes({ ...key, holders }), 'the former one gone').toEqual(['changed'])
  expect(codes({ ...key, holders, former: [{ box, sign, until: 9 }] }), 'another number').toEqual(['changed'])
  const papers = async (name: string) => (await splitForPaper(seedOf(name))).map((words) => words.join(' ')).slice(1)
  for (const name of ['recovery', 'another key of last resort'])
    expect(await recoveryFromPaper(await papers(name), next.recovery), name).toBeDefined()
  expect(await recoveryFromPaper(await papers('recovery'), { ...key, holders })).toBeUndefined()
})

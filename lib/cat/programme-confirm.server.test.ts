import { expect, test } from 'vitest'
import { inNextYear } from './programme'
import { confirmProgramme } from './programme-confirm.server'
import { factsInput } from './programme-input'
import { saveFillRule } from './programme-rules.server'
import { bkn, copy, KEPT, manager, REMOVED, SERVICE, seen, skd } from './programmes.fixture'
import { copyProgramme, saveCell, saveFacts, saveGrade } from './programmes.server'

test('BKN makes next year’s programme of the law, changes it, and confirms each of its numbers', async () => {
  const made = await copyProgramme(bkn(), {
    id: skd,
    ...inNextYear({ code: 'SKD-2024', name: 'SKD 2024', year: 2024 }),
    source: 'Peraturan 2025',
  })
  const law = () => seen(made, bkn())
  const first = await law()
  expect(first.programme).toMatchObject({
    code: 'SKD-2025',
    name: 'SKD 2025',
    year: 2025,
    agencyId: null,
    isConfirmed: false,
  })
  expect(first.grades.length).toBe((await seen(skd)).grades.length)
  expect(first.grades.some(({ isConfirmed }) => isConfirmed)).toBe(false)
  expect(first.secondRules.some(({ isConfirmed }) => isConfirmed)).toBe(false)

  const grade = {
    formationKind: 'umum',
    jobGroup: '',
    minimums: { TWK: 70 },
    minimumTotal: null,
    fillTotal: null,
    source: 'Peraturan 2025',
  } as const
  await expect(saveGrade(manager(), { ...first.ref, ...KEPT, ...grade })).rejects.toMatchObject({ code: 'not_found' })
  await saveGrade(bkn(), { ...first.ref, ...KEPT, ...grade })
  const cell = { section: 'TKP', aspect: 'pelayanan_publik', minimum: 5, maximum: 9 }
  await saveCell(bkn(), { ...(await law()).ref, ...KEPT, ...cell })
  await saveCell(bkn(), { ...(await law()).ref, ...REMOVED, ...cell, aspect: 'jejaring_kerja' })
  await confirmProgramme(bkn(), (await law()).ref)

  const shown = await seen(made) // by an agency
  expect(shown.programme).toMatchObject({ isConfirmed: true, agencyId: null })
  expect(shown.grades.find(({ formationKind, jobGroup }) => formationKind === 'umum' && jobGroup === '')).toMatchObject(
    {
      minimumBySection: { TWK: 70 },
      isConfirmed: true,
    },
  )
  expect(shown.cells).toContainEqual(expect.objectContaining(cell))
  expect(shown.cells.some(({ aspect }) => aspect === 'jejaring_kerja')).toBe(false)
})

test('rules for vacancies that are left are added, changed and removed, and move people once they are confirmed', async () => {
  const id = await copy()
  const first = await seen(id)
  expect(first.fillRules.map(({ position, isConfirmed }) => `${position} ${isConfirmed}`)).toEqual([
    '1 false',
    '2 false',
    '3 false',
  ])
  const rule = { into: 'general', from: 'any', isSameLocation: false, source: 'Keputusan panitia' } as const
  await saveFillRule(manager(), { ...first.ref, ...KEPT, ...rule, position: 1 })
  await saveFillRule(manager(), { ...(await seen(id)).ref, ...KEPT, ...rule, position: 4 })
  await saveFillRule(manager(), { ...(await seen(id)).ref, ...REMOVED, ...rule, position: 2 })
  expect((await seen(id)).fillRules.map(({ position, fromKind }) => `${position} ${fromKind}`)).toEqual([
    '1 any',
    '3 any',
    '4 any',
  ])
  await confirmProgramme(manager(), (await seen(id)).ref)
  expect((await seen(id)).fillRules.every(({ isConfirmed }) => isConfirmed)).toBe(true)
  const other = { id: skd, version: (await seen(skd)).programme.version }
  await expect(saveFillRule(manager(), { ...other, ...KEPT, ...rule, position: 1 })).rejects.toThrow()
})

const FACTS = {
  ...SERVICE,
  year: '2026',
  minutes: '100',
  weightPercent: '40',
  perVacancy: '3',
  exclusionYears: '5',
  earlierFrom: 'SKD-2018',
  earlierOf: 'failed_at_last',
  earlierUse: 'better',
  earlierMark: 'P1/TL',
  boardShows: 'numbers',
}

test('the order of sections between equal totals is typed, each section once', async () => {
  const id = await copy()
  const save = async (tieBreak: string) =>
    saveFacts(manager(), factsInput.parse({ ...(await seen(id)).ref, ...FACTS, tieBreak }))
  await save(' tiu, TKP TWK ')
  const earlier = { programme: 'SKD-2018', of: 'failed_at_last', use: 'better', mark: 'P1/TL' }
  expect((await seen(id)).programme.ranking).toEqual({ tieBreak: ['TIU', 'TKP', 'TWK'], perVacancy: 3, earlier })
  for (const earlierFrom of ['SKD-1999', (await seen(id)).programme.code])
    await expect(
      saveFacts(
        manager(),
        factsInput.parse({ ...(await seen(id)).ref, ...FACTS, tieBreak: 'TIU TKP TWK', earlierFrom }),
      ),
    ).rejects.toMatchObject({ fields: { earlierFrom: 'cat.earlier_unknown' } })
  expect((await seen(id)).programme.exclusionYears).toBe(5)
  for (const wrong of ['TIU, TKP', 'TIU TIU TKP TWK', 'TIU, TKP, SKB', ''])
    await expect(save(wrong)).rejects.toMatchObject({ fields: { tieBreak: 'cat.tie_sections' } })
})

test('whoever sets which earlier scores count does not confirm them', async () => {
  const id = await copy()
  const facts = factsInput.parse({ ...(await seen(id)).ref, ...FACTS, tieBreak: 'TIU TKP TWK' })
  await saveFacts(manager(), facts)
  const { ref } = await seen(id)
  await expect(confirmProgramme(manager(), ref)).rejects.toMatchObject({ code: 'cat.earlier_two' })
  const { actor, now } = manager()
  await confirmProgramme({ actor: { ...actor, accountId: '019a0000-0000-7000-8000-00000000000b' }, now }, ref)
  expect((await seen(id)).programme.isConfirmed).toBe(true)
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadExamProgrammes } from '@/db/seed/exam-programmes'
import { loadBlueprints } from '@/db/seed/item-bank'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { anAgency } from '@/lib/registry/register.fixture'
import { inNextYear } from './programme'
import { accommodationInput, factsInput, gradeInput } from './programme-input'
import { saveFillRule } from './programme-rules.server'
import {
  confirmProgramme,
  copyProgramme,
  saveAccommodation,
  saveCell,
  saveFacts,
  saveGrade,
  saveSection,
} from './programmes.server'
import { findProgramme, listProgrammes } from './programmes-read.server'
import { allowedSeconds } from './session-plan'

const database = await testDatabase()
afterEach(database.reset)

let agencyId: number
let skd: string
beforeEach(async () => {
  agencyId = await anAgency(database.owner)
  await loadExamProgrammes(database.owner)
  await loadBlueprints(database.owner)
  const [programme] = await database.owner<{ id: string }[]>`select id from exam_programmes where code = 'SKD-2024'`
  skd = programme?.id ?? ''
})

function manager(agency = agencyId): Context {
  const accountId = '019a0000-0000-7000-8000-00000000000a'
  const scope = { kind: 'agencies', agencyIds: [agency] } as const
  return {
    actor: { accountId, employeeId: null, name: 'Nurhayati', agencyId: agency, role: 'exam_manager', scope },
    now: new Date(),
  }
}

function bkn(): Context {
  return {
    actor: { ...manager().actor, name: 'Wibowo', role: 'bkn_admin', scope: { kind: 'national' } },
    now: new Date(),
  }
}

const SERVICE = { code: 'UD-II-2026', name: 'Ujian Dinas Tingkat II', year: 2026, source: 'Peraturan BKN 4/2025' }
const copy = (context = manager()) => copyProgramme(context, { id: skd, ...SERVICE })
const seen = async (id: string, context = manager()) => {
  const found = await findProgramme(context, id)
  if (!found) throw new Error('no such programme')
  return { ...found, ref: { id, version: found.programme.version } }
}
const REMOVED = { remove: true } as const
const KEPT = { remove: false } as const
const SINGLE = { scoring: 'single', optionCount: 5, tolerancePercent: 3 } as const

test('another exam is made from one of the law by configuration alone, and confirmed before use', async () => {
  const id = await copy()
  const first = await seen(id)
  expect(first.programme).toMatchObject({ code: 'UD-II-2026', agencyId, isConfirmed: false, durationSeconds: 6_000 })
  expect((await seen(skd)).programme.ranking).toHaveProperty('earlier')
  expect(first.programme.ranking).toEqual({ tieBreak: ['TKP', 'TIU', 'TWK'], perVacancy: 3 })
  expect(first.grades.length).toBe((await seen(skd)).grades.length)
  expect(first.cells.length).toBe((await seen(skd)).cells.length)

  await saveSection(manager(), {
    ...first.ref,
    ...KEPT,
    code: 'SUBSTANSI',
    name: 'Substansi tugas',
    itemCount: 40,
    pointsPerItem: 4,
    ...SINGLE,
  })
  for (const code of ['TWK', 'TKP']) {
    const section = { code, name: `${code} lama`, itemCount: 1, pointsPerItem: 5, ...SINGLE }
    await saveSection(manager(), { ...(await seen(id)).ref, ...REMOVED, ...section })
  }
  await saveFacts(manager(), {
    ...(await seen(id)).ref,
    ...SERVICE,
    minutes: 120,
    weightPercent: 100,
    perVacancy: null,
    tieBreak: [],
    exclusionYears: null,
    earlierFrom: '',
    earlierOf: 'above_grade',
    earlierUse: 'instead',
    earlierMark: '',
    boardShows: 'numbers',
  })
  const netra = { accommodation: 'netra', minutes: 130, formationKind: '' }
  await saveAccommodation(manager(), { ...(await seen(id)).ref, ...REMOVED, ...netra })
  await saveCell(manager(), {
    ...(await seen(id)).ref,
    ...KEPT,
    section: 'SUBSTANSI',
    aspect: 'tata_usaha',
    minimum: 40,
    maximum: 40,
  })
  await saveGrade(manager(), {
    ...(await seen(id)).ref,
    ...KEPT,
    formationKind: 'umum',
    jobGroup: '',
    minimums: { SUBSTANSI: 100, TIU: null },
    minimumTotal: 180,
    fillTotal: 150,
    source: SERVICE.source,
  })
  const { programme, grades, cells, findings, ref } = await seen(id)
  expect(programme.sections.map(({ code }) => code)).toEqual(['TIU', 'SUBSTANSI'])
  expect(programme).toMatchObject({
    durationSeconds: 7_200,
    accommodatedSeconds: {},
    accommodatedKinds: {},
    ranking: null,
    exclusionYears: null,
    boardShows: 'numbers',
  })
  expect(grades[0]).toMatchObject({
    minimumBySection: { SUBSTANSI: 100 },
    minimumTotal: 180,
    fillTotal: 150,
    isConfirmed: false,
  })
  expect(grades.every(({ minimumBySection }) => !('TWK' in minimumBySection))).toBe(true)
  expect(new Set(cells.map(({ section }) => section))).toEqual(new Set(['TIU', 'SUBSTANSI']))
  expect(findings.filter(({ met }) => !met).length).toBeGreaterThan(0) // the bank is empty

  await confirmProgramme(manager(), ref)
  expect((await seen(id)).programme.isConfirmed).toBe(true)
  await expect(confirmProgramme(manager(), ref)).rejects.toMatchObject({ code: 'stale' })
})

test('a programme of the law is changed by nobody of an agency, and another agency’s does not exist', async () => {
  const { ref } = await seen(skd)
  const section = { code: 'TWK', name: 'Tes lain', itemCount: 10, pointsPerItem: 5, ...SINGLE }
  await expect(saveSection(manager(), { ...ref, ...KEPT, ...section })).rejects.toMatchObject({ code: 'not_found' })
  await expect(confirmProgramme(manager(), ref)).rejects.toMatchObject({ code: 'not_found' })
  const id = await copy()
  const stranger = manager(await anAgency(database.owner, 'Pemerintah Kota Uji'))
  expect(await findProgramme(stranger, id)).toBeUndefined()
  expect((await listProgrammes(stranger)).map((line) => line.id)).not.toContain(id)
  await expect(copy(stranger)).rejects.toMatchObject({ fields: { code: 'cat.programme_code_taken' } })
})

test('a year has kinds of formation, groups of jobs and accommodations that no other year had', async () => {
  const id = await copy()
  const form = async () => ({ ...(await seen(id)).ref, ...KEPT })
  const typed = { minimums: { TWK: '60' }, minimumTotal: '', fillTotal: '', source: 'Keputusan 2026' }
  for (const [formationKind, jobGroup] of [
    ['Putra-putri Maluku', ''],
    ['putra putri maluku', 'Guru 3T'],
    [' Formasi Umum', 'Dokter'],
  ]) {
    await saveGrade(manager(), gradeInput.parse({ ...(await form()), ...typed, formationKind, jobGroup }))
  }
  const more = { accommodation: 'Tuli', minutes: '110', formationKind: 'penyandang disabilitas' }
  await saveAccommodation(manager(), accommodationInput.parse({ ...(await form()), ...more }))
  await saveAccommodation(
    manager(),
    accommodationInput.parse({ ...(await form()), ...more, accommodation: 'tuli', minutes: '115' }),
  )
  await saveAccommodation(
    manager(),
    accommodationInput.parse({ ...(await form()), ...more, accommodation: 'Hamil', formationKind: '' }),
  )

  const { programme, grades } = await seen(id)
  const made = grades.filter(({ source }) => source === 'Keputusan 2026')
  expect(made.map(({ formationKind, jobGroup }) => [formationKind, jobGroup]).sort()).toEqual([
    ['Putra-putri Maluku', ''],
    ['Putra-putri Maluku', 'Guru 3T'],
    ['umum', 'dokter'],
  ])
  expect(programme).toMatchObject({
    accommodatedSeconds: { netra: 7_800, Tuli: 6_900, Hamil: 6_600 },
    accommodatedKinds: { netra: 'disabilitas', Tuli: 'disabilitas' },
  })
  const seconds = (accommodation: string, formationKind: string) =>
    allowedSeconds(programme, { accommodation, formationKind })
  expect([seconds('Tuli', 'disabilitas'), seconds('Tuli', 'umum'), seconds('Hamil', 'umum')]).toEqual([
    6_900, 6_000, 6_600,
  ])
  expect(
    gradeInput.safeParse({ ...(await form()), ...typed, formationKind: 'a.b<script>', jobGroup: '' }).success,
  ).toBe(false)
})

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

test('what an agency made is not BKN’s to change, and a programme of the law that a session uses stays as it is', async () => {
  const own = await seen(await copy())
  const cell = { section: 'TKP', aspect: 'tik', minimum: 1, maximum: 2 }
  await expect(saveCell(bkn(), { ...own.ref, ...KEPT, ...cell })).rejects.toMatchObject({ code: 'not_found' })
  await aSession(skd)
  await expect(saveCell(bkn(), { ...(await seen(skd)).ref, ...KEPT, ...cell })).rejects.toMatchObject({
    code: 'cat.programme_used',
  })
})

async function aSession(programmeId: string): Promise<void> {
  await database.owner`
    with site as (
      insert into exam_sites (agency_id, name, address, time_zone)
      values (${agencyId}, 'Gedung', 'Jalan 1', 'Asia/Jakarta') returning id
    )
    insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at)
    select ${programmeId}, id, ${agencyId}, 1, now() from site`
}

test('what a session uses stays as it is; the last section too, and a threshold needs its section', async () => {
  const id = await copy()
  const grade = {
    formationKind: 'umum',
    jobGroup: '',
    minimums: { NIHIL: 5 },
    minimumTotal: null,
    fillTotal: null,
    source: 'uji',
  } as const
  await expect(saveGrade(manager(), { ...(await seen(id)).ref, ...KEPT, ...grade })).rejects.toMatchObject({
    code: 'cat.section_unknown',
  })
  for (const [code, last] of [['TWK'], ['TIU'], ['TKP', 'cat.last_section']] as const) {
    const section = { code, name: code, itemCount: 1, pointsPerItem: 5, ...SINGLE }
    const removal = saveSection(manager(), { ...(await seen(id)).ref, ...REMOVED, ...section })
    if (last) await expect(removal).rejects.toMatchObject({ code: last })
    else await removal
  }
  await aSession(id)
  const cell = { section: 'TKP', aspect: 'tik', minimum: 1, maximum: 2 }
  await expect(saveCell(manager(), { ...(await seen(id)).ref, ...KEPT, ...cell })).rejects.toMatchObject({
    code: 'cat.programme_used',
  })
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

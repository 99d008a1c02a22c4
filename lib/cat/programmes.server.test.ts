import { expect, test } from 'vitest'
import { loadBlueprints } from '@/db/seed/item-bank'
import { anAgency } from '@/lib/registry/register.fixture'
import { confirmProgramme } from './programme-confirm.server'
import { accommodationInput, gradeInput } from './programme-input'
import { agencyId, bkn, copy, database, KEPT, manager, REMOVED, SERVICE, SINGLE, seen, skd } from './programmes.fixture'
import { saveAccommodation, saveCell, saveFacts, saveGrade, saveSection } from './programmes.server'
import { findProgramme, listProgrammes } from './programmes-read.server'
import { allowedSeconds } from './session-plan'

test('every selection of the law has its blueprint, those before 2021 without radicalism, and one that has cells keeps them', async () => {
  const cellsOf = () => database.owner`
    select p.code, count(*)::int as cells, sum(minimum + maximum)::int / 2 as items,
      bool_or(aspect = 'anti_radikalisme') as "isRadicalismAsked"
    from exam_programmes p join exam_blueprint_cells c on c.programme_id = p.id group by 1 order by 1`
  const before = { cells: 20, items: 100, isRadicalismAsked: false }
  const since = { cells: 21, items: 110, isRadicalismAsked: true }
  const expected = [
    ...[2013, 2014, 2017, 2018, 2019].map((year) => ({ code: `SKD-${year}`, ...before })),
    ...[2021, 2023, 2024].map((year) => ({ code: `SKD-${year}`, ...since })),
  ]
  expect(await cellsOf()).toEqual(expected)
  await database.owner`delete from exam_blueprint_cells where aspect = 'tik'`
  await loadBlueprints(database.owner)
  expect((await cellsOf()).map(({ cells }) => cells)).toEqual(expected.map(({ cells }) => cells - 1))
})

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

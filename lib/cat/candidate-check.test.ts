import { expect, test } from 'vitest'
import { type CheckedRow, checkFile, effectOf, type KnownRows } from './candidate-check'
import type { RowBasis, StagedRow } from './candidate-row'

const basis: RowBasis = {
  year: 2024,
  kinds: new Map([
    ['umum', new Set(['', 'dokter'])],
    ['cumlaude', new Set([''])],
    ['disabilitas', new Set([''])],
    ['Putra-putri Maluku', new Set(['', 'Guru 3T'])],
  ]),
  accommodations: new Set(['netra', 'Tuli']),
  accommodatedKinds: { netra: 'disabilitas' },
  sites: new Set(['UPT BKN Pangkalpinang']),
  provinceCodes: new Set(['19']),
}
const nothing: KnownRows = {
  formations: new Map(),
  areFormationsFixed: false,
  candidates: new Map(),
  nikHolders: new Map(),
  excluded: new Map(),
}

const FORMATION = {
  kode_formasi: 'F-1',
  jabatan: 'Analis Kebijakan',
  pendidikan: 'S-1 Administrasi Publik',
  lokasi: 'Muntok',
  jenis_formasi: 'Umum',
  kelompok_jabatan: '',
  jumlah: '2',
}
const CANDIDATE = {
  nomor_peserta: '24903120011700001',
  nama: ' Arga  Pratama ',
  tanggal_lahir: '15-08-1997',
  jenis_kelamin: 'Laki-laki',
  nik: '1901011508970001',
  tempat_lahir: 'Muntok',
  pendidikan: 'S-1 Administrasi Publik',
  ipk: '3,45',
  kode_formasi: 'F-1',
  jenis_formasi: 'umum',
  akomodasi: '',
}

let next = 2
const formation = (changes = {}): StagedRow => ({
  line: next,
  sheet: 'formasi',
  row: next++,
  texts: { ...FORMATION, ...changes },
  numeric: [],
})
const candidate = (changes = {}, numeric: string[] = []): StagedRow => ({
  line: next,
  sheet: 'peserta',
  row: next++,
  texts: { ...CANDIDATE, ...changes },
  numeric,
})
const check = (rows: StagedRow[], known: Partial<KnownRows> = {}) => checkFile(rows, basis, { ...nothing, ...known })
const codes = ({ problems }: CheckedRow) => problems.map(({ column, code }) => `${column} ${code}`)
const codesOf = (rows: StagedRow[], known?: Partial<KnownRows>) => check(rows, known).flatMap(codes)

test('a sound file has no fault, and its cells are read as they are meant', () => {
  const [first, second] = check([formation(), candidate()])
  expect(first?.value).toMatchObject({ code: 'F-1', formationKind: 'umum', jobGroup: '', vacancies: 2 })
  expect(second).toMatchObject({ problems: [], before: undefined })
  expect(second?.value).toMatchObject({
    name: 'Arga Pratama',
    bornOn: '1997-08-15',
    sex: 'M',
    diplomaHundredths: 345,
    accommodation: null,
  })
})

test.each([
  [{ nomor_peserta: '' }, 'nomor_peserta VALUE_MISSING'],
  [{ tanggal_lahir: '31-02-1997' }, 'tanggal_lahir DATE_IMPOSSIBLE'],
  [{ tanggal_lahir: 'Agustus 1997' }, 'tanggal_lahir DATE_UNREADABLE'],
  [{ tanggal_lahir: '15-08-2007', nik: '' }, undefined],
  [{ tanggal_lahir: '15-08-2008', nik: '' }, 'tanggal_lahir TOO_YOUNG'],
  [{ jenis_kelamin: 'X' }, 'jenis_kelamin VALUE_UNKNOWN'],
  [{ nik: '190101150897000' }, 'nik NIK_MALFORMED'],
  [{ nik: '1901011608970001' }, 'nik NIK_PERSON_MISMATCH'],
  [{ nik: '' }, undefined],
  [{ ipk: '0' }, 'ipk NUMBER_INVALID'],
  [{ ipk: '100,5' }, 'ipk NUMBER_INVALID'],
  [{ ipk: '85.2' }, undefined],
  [{ kode_formasi: 'F-9' }, 'kode_formasi FORMATION_UNKNOWN'],
  [{ jenis_formasi: 'Cumlaude' }, 'jenis_formasi KIND_MISMATCH'],
  [{ akomodasi: 'Netra' }, 'akomodasi ACCOMMODATION_KIND'],
  [{ akomodasi: 'daksa' }, 'akomodasi ACCOMMODATION_UNKNOWN'],
  [{ tilok: 'Gedung Lain' }, 'tilok SITE_UNKNOWN'],
  [{ nama: 'x'.repeat(121) }, 'nama VALUE_TOO_LONG'],
])('a candidate with %j: %s', (texts, fault) => {
  expect(codesOf([formation(), candidate(texts)])).toEqual(fault ? [fault] : [])
})

test.each([
  [{ jenis_formasi: 'Diaspora' }, 'jenis_formasi KIND_UNKNOWN'],
  [{ kelompok_jabatan: 'Dokter' }, undefined],
  [{ jenis_formasi: 'Cumlaude', kelompok_jabatan: 'Dokter' }, 'kelompok_jabatan JOB_GROUP_UNKNOWN'],
  [{ jenis_formasi: 'putra putri maluku', kelompok_jabatan: 'GURU 3T' }, undefined],
  [{ jumlah: '0' }, 'jumlah NUMBER_INVALID'],
])('a formation with %j: %s', (texts, fault) => {
  expect(codesOf([formation(texts)])).toEqual(fault ? [fault] : [])
})

test('more time for netra is for those who apply on the disability formation, in the file or known already', () => {
  const disabled = { jenis_formasi: 'Penyandang Disabilitas' }
  const netra = candidate({ akomodasi: 'netra', ...disabled })
  expect(codesOf([formation(disabled), netra])).toEqual([])
  const [known] = check([formation(disabled)])
  if (known?.sheet !== 'formasi' || !known.value) throw new Error('faulty')
  const formations = new Map([['F-1', known.value]])
  expect(codesOf([netra], { formations })).toEqual([])
  expect(codesOf([formation(), candidate({ akomodasi: 'netra' })], { formations })).toEqual([
    'akomodasi ACCOMMODATION_KIND',
  ])
  const [, deaf] = check([formation(), candidate({ akomodasi: 'TULI' })], { formations }) // on every kind
  expect(deaf).toMatchObject({ problems: [], value: { accommodation: 'Tuli' } })
})

test('a number that a spreadsheet has cut is refused, not guessed', () => {
  const texts = { nomor_peserta: '24903120011700000', nik: '' }
  expect(codesOf([formation(), candidate(texts, ['nomor_peserta'])])).toEqual(['nomor_peserta NUMBER_PRECISION_LOST'])
})

test('rows that say the same number or the same NIK twice are both kept out', () => {
  const rows = [formation(), candidate(), candidate({ nomor_peserta: '2' }), candidate({ nik: '' })]
  expect(check(rows).map(codes)).toEqual([
    [],
    ['nomor_peserta ROW_REPEATED', 'nik NIK_REPEATED'],
    ['nik NIK_REPEATED'],
    ['nomor_peserta ROW_REPEATED'],
  ])
})

test('a formation that is faulty is none for its candidates', () => {
  expect(codesOf([formation({ jumlah: 'dua' }), candidate()])).toEqual([
    'jumlah NUMBER_INVALID',
    'kode_formasi FORMATION_UNKNOWN',
  ])
})

test('what is there already decides: new, changed, same, and nobody is changed who is already at the exam', () => {
  const [first, second] = check([formation(), candidate()])
  if (first?.sheet !== 'formasi' || second?.sheet !== 'peserta' || !first.value || !second.value)
    throw new Error('faulty')
  const formations = new Map([['F-1', first.value]])
  const known = (isPresent: boolean) => ({
    formations,
    candidates: new Map([
      [CANDIDATE.nomor_peserta, { ...second.value, isPresent, isRuled: false }],
    ]) as KnownRows['candidates'],
    nikHolders: new Map([[CANDIDATE.nik, CANDIDATE.nomor_peserta]]),
  })
  expect(check([formation(), candidate()]).map(effectOf)).toEqual(['new', 'new'])
  expect(check([formation(), candidate()], known(true)).map(effectOf)).toEqual(['same', 'same'])
  expect(check([formation({ jumlah: '3' }), candidate({ ipk: '3,50' })], known(false)).map(effectOf)).toEqual([
    'changed',
    'changed',
  ])
  expect(codesOf([candidate({ ipk: '3,50' })], known(true))).toEqual(['nomor_peserta CANDIDATE_PRESENT'])
  expect(codesOf([candidate({ nomor_peserta: '7' })], known(false))).toEqual(['nik NIK_TAKEN'])
})

test('a number that a ruling names keeps its NIK, and nothing else of it', () => {
  const [first, second] = check([formation(), candidate()])
  if (first?.sheet !== 'formasi' || second?.sheet !== 'peserta' || !first.value || !second.value)
    throw new Error('faulty')
  const known = (isRuled: boolean) => ({
    formations: new Map([['F-1', first.value]]) as KnownRows['formations'],
    candidates: new Map([
      [CANDIDATE.nomor_peserta, { ...second.value, isPresent: false, isRuled }],
    ]) as KnownRows['candidates'],
  })
  const another = candidate({ nik: '1901011508970002' })
  expect(codesOf([another], known(true))).toEqual(['nik NIK_RULED'])
  expect(codesOf([candidate({ nik: '' })], known(true))).toEqual(['nik NIK_RULED'])
  expect(codesOf([another], known(false))).toEqual([])
  expect(codesOf([candidate({ ipk: '3,50' })], known(true))).toEqual([])
})

test('whoever was disqualified in another programme and is kept out still is refused by NIK', () => {
  const excluded = (endsOn: string | null) => ({
    excluded: new Map([[CANDIDATE.nik, { programme: 'SKD 2023', endsOn }]]),
  })
  expect(codesOf([formation(), candidate()], excluded('2029-01-01'))).toEqual(['nik NIK_EXCLUDED'])
  expect(codesOf([formation(), candidate()], excluded(null))).toEqual(['nik NIK_EXCLUDED_FOR_GOOD'])
  expect(
    codesOf([formation(), candidate({ nik: '1901012002990002', tanggal_lahir: '20-02-1999' })], excluded(null)),
  ).toEqual([])
})

test.each([{ jumlah: '3' }, { jenis_formasi: 'Cumlaude' }, { kelompok_jabatan: 'Dokter' }, { jabatan: 'Auditor' }])(
  'once a session is prepared a formation with %j is refused, the same one and another one are not',
  (texts) => {
    const [first] = check([formation()])
    if (first?.sheet !== 'formasi' || !first.value) throw new Error('faulty')
    const known = { formations: new Map([['F-1', first.value]]), areFormationsFixed: true }
    expect(codesOf([formation(texts)], known)).toEqual(['kode_formasi FORMATION_FIXED'])
    expect(codesOf([formation(texts)], { ...known, areFormationsFixed: false })).toEqual([])
    expect(codesOf([formation(), formation({ kode_formasi: 'F-2' })], known)).toEqual([])
  },
)

import { randomUUID } from 'node:crypto'
import { type Rows, rowsOf, startedBy, withoutRows } from '@/e2e/access/rows'
import { expect, test } from '@/e2e/fixtures'
import { accountOf, database, signInAs } from '@/e2e/people'
import { type Access, pages, routes } from '@/lib/auth/access-table'
import { type Role, roles } from '@/lib/auth/actor'
import { permissions } from '@/lib/auth/permissions'
import { HISTORY_SLUGS } from '@/lib/registry/history'
import { paperSlugs } from '@/lib/sapk/paper'

/** Whose row an address may show: of the reader's agencies, of the reader's own agency, whoever started it, oneself. */
type Reach = 'scope' | 'agency' | 'starter' | 'self' | 'everywhere'
type Target = { kind: keyof Rows; reach: Reach; opens?: string; part?: string; query?: string }

const letter = paperSlugs.technical

/** Every address with an id: which rows it names, who reaches them, and the event of opening another person's. */
const targets: Record<string, Target[]> = {
  '/admin/akun/[id]': [{ kind: 'account', reach: 'everywhere' }],
  '/admin/instansi/[id]': [{ kind: 'agency', reach: 'everywhere' }],
  '/admin/struktur/[id]': [{ kind: 'unit', reach: 'scope' }],
  '/cat/bank-soal/[id]': [{ kind: 'item', reach: 'agency' }],
  '/cat/bank-soal/[id]/ubah': [{ kind: 'item', reach: 'agency' }],
  '/cat/bank-soal/impor/[id]': [{ kind: 'itemFile', reach: 'agency' }],
  '/cat/lokasi/[id]': [{ kind: 'examSite', reach: 'agency' }],
  '/cat/hasil/[id]/sanggah': [{ kind: 'examProgramme', reach: 'agency' }],
  '/cat/hasil/[id]': [{ kind: 'examProgramme', reach: 'agency' }],
  '/cat/peserta/impor/[id]': [{ kind: 'candidateFile', reach: 'agency' }],
  '/api/peserta/impor/[id]': [{ kind: 'candidateFile', reach: 'agency' }],
  '/cat/program/[id]': [{ kind: 'programme', reach: 'agency' }],
  '/cat/sesi/[id]': [{ kind: 'examSession', reach: 'agency' }],
  '/cat/sesi/[id]/atur': [{ kind: 'examSession', reach: 'agency' }],
  '/cat/sesi/[id]/kartu': [{ kind: 'examSession', reach: 'agency' }],
  '/cat/sesi/[id]/nilai': [{ kind: 'examSession', reach: 'agency' }],
  '/cat/sesi/[id]/petunjuk': [{ kind: 'examSession', reach: 'agency' }],
  '/cat/sesi/[id]/registrasi': [{ kind: 'examSession', reach: 'agency' }],
  '/api/hasil/[id]/tahap-dua': [{ kind: 'examProgramme', reach: 'agency' }],
  '/api/sanggah/[id]': [{ kind: 'examObjection', reach: 'agency' }],
  '/api/sesi/[id]/berita-acara': [{ kind: 'examSession', reach: 'agency' }],
  '/api/sesi/[id]/nilai': [{ kind: 'examSession', reach: 'agency' }],
  '/api/sesi/foto/[id]': [{ kind: 'examAttempt', reach: 'agency' }],
  '/api/sesi/[id]/seb': [{ kind: 'examSession', reach: 'agency' }],
  '/impor/[id]': [{ kind: 'importRun', reach: 'agency' }],
  '/api/impor/[id]/galat': [{ kind: 'importRun', reach: 'agency' }],
  '/kinerja/tindak-lanjut/impor/[id]': [{ kind: 'absenceFile', reach: 'agency' }],
  '/kinerja/skp/[id]': [{ kind: 'plan', reach: 'self' }],
  '/kinerja/skp/[id]/ubah': [{ kind: 'plan', reach: 'self' }],
  '/kinerja/penilaian/[id]/[periode]': [{ kind: 'plan', reach: 'self', part: 'tahunan' }],
  '/kinerja/penilaian/[id]/[periode]/catatan': [{ kind: 'plan', reach: 'self', part: 'tahunan' }],
  '/api/kinerja/bukti/[id]': [{ kind: 'evidence', reach: 'self' }],
  '/pegawai/[id]': [{ kind: 'person', reach: 'scope', opens: 'employee.read' }],
  '/pegawai/[id]/karier': [{ kind: 'person', reach: 'scope', opens: 'employee.read' }],
  '/pegawai/[id]/riwayat/[jenis]': [
    { kind: 'person', reach: 'agency', opens: 'employee.read', part: HISTORY_SLUGS.rank },
  ],
  '/api/pegawai/[id]/jabatan': [{ kind: 'person', reach: 'agency', query: 'q=pengolah' }],
  '/profil/usul/[id]': [{ kind: 'proposal', reach: 'self' }],
  '/sapk/usul/[id]': [{ kind: 'proposal', reach: 'scope', opens: 'promotion.read' }],
  '/sapk/usul/[id]/naskah/[jenis]': [{ kind: 'proposal', reach: 'scope', opens: 'promotion.read', part: letter }],
  '/sapk/verifikasi/[id]': [{ kind: 'proposal', reach: 'scope', opens: 'promotion.read' }],
  '/api/usul/[id]/pratinjau': [
    { kind: 'proposal', reach: 'scope', opens: 'promotion.read', query: `naskah=${letter}` },
  ],
  '/api/berkas/[id]': [
    { kind: 'document', reach: 'scope', opens: 'document.read' },
    { kind: 'letter', reach: 'scope', opens: 'document.read' },
  ],
  '/sapk/usul/proses/[id]': [{ kind: 'bulkRun', reach: 'starter' }],
  '/api/proses-massal/[id]': [{ kind: 'bulkRun', reach: 'starter' }],
  '/api/penandatanganan/[id]': [{ kind: 'batch', reach: 'starter' }],
  '/api/unduhan/[id]': [{ kind: 'exportFile', reach: 'starter' }],
}

const endpoints: Record<string, Access> = { ...pages, ...routes }

test('every address with an id has its rows here', () => {
  const paths = Object.keys(endpoints).filter((path) => path.includes('['))
  expect(Object.keys(targets).concat(withoutRows).sort()).toEqual(paths.sort())
})

for (const role of roles) {
  test(`own and foreign rows answer ${role} as they should, and each opening and refusal is written down`, async ({
    context,
  }) => {
    const { userId } = accountOf(role)
    const office = await officeOf(accountOf('mutation_officer').userId)
    const reader = await officeOf(userId)
    const isNational = reader.kind === 'bkn' && ['bkn_admin', 'bkn_verifier', 'bkn_signer', 'auditor'].includes(role)
    const own = {
      ...(await rowsOf(office.agencyId, reader.id)),
      ...(await startedBy(reader.id, office.agencyId, role)),
    }
    const foreign = await rowsOf(await distantAgency(), randomUUID())
    const colleagues = { ...own, ...(await startedBy(randomUUID(), office.agencyId)) }
    const self = role === 'employee' ? await officeOf(own.userId) : reader
    const signedIn = role === 'employee' ? own.userId : userId
    await signInAs(context, role, signedIn)
    if (role === 'employee') Object.assign(own, await startedBy(self.id, office.agencyId, role))

    for (const [path, list] of Object.entries(targets)) {
      const access = endpoints[path] ?? []
      for (const target of list) {
        const cases: [whose: string, rows: Rows][] = [
          ['own', own],
          ['foreign', foreign],
        ]
        if (target.reach === 'starter') cases.push(['colleague', colleagues])
        for (const [whose, rows] of cases) {
          const id = rows[target.kind]
          const [last] = await database<{ seq: number }[]>`select coalesce(max(seq), 0) as seq from audit_events`
          const address = addressOf(path, id, target)
          const response = await context.request.get(address, { maxRedirects: 0 })
          const may = access.includes(role)
          const seen = may && reaches(role, target, whose === 'own', isNational)
          const what = `${whose} ${path} of ${target.kind}`
          expect(`${what} ${response.status()}`).toMatch(seen ? / (200|409)$/ : may ? / 404$/ : / 403$/)

          const events = await database`
            select event, employee_id, subject_id, after ->> 'code' as code from audit_events
            where account_id = ${self.id} and seq > ${last?.seq ?? 0}`
          if (!seen) {
            const refusal = { event: 'auth.refused', code: may ? 'not_found' : 'forbidden' }
            expect(events, what).toContainEqual(expect.objectContaining(may ? { ...refusal, subject_id: id } : refusal))
          } else if (target.opens && role !== 'employee') {
            expect(events, what).toContainEqual(
              expect.objectContaining({ event: target.opens, employee_id: rows.person }),
            )
          }
        }
      }
    }
  })
}

test('the person concerned reads who opened their file, in every way there is', async ({ browser, context }) => {
  const office = await officeOf(accountOf('mutation_officer').userId)
  const rows = await rowsOf(office.agencyId, office.id)
  await signInAs(context, 'mutation_officer')
  const opening = Object.entries(targets).flatMap(([path, list]) =>
    list
      .filter(({ opens }) => opens && endpoints[path]?.includes('mutation_officer'))
      .map((target) => ({ path, target })),
  )
  for (const { path, target } of opening) await context.request.get(addressOf(path, rows[target.kind], target))
  const lists = ['/api/pegawai/unduh?format=csv', '/api/sapk/usul?bagian=all&format=csv']
  for (const list of lists) await context.request.get(list)

  const person = await (await browser.newContext()).newPage()
  await signInAs(person.context(), 'employee', rows.userId)
  await person.goto('/profil/akses')
  await person.getByRole('heading', { level: 1 }).waitFor()
  const openings = opening.map(({ target }) => target.opens)
  const [, ...rowsRead] = await person.getByRole('main').getByRole('row').allInnerTexts()
  const latest = rowsRead.slice(0, openings.length + lists.length) // below them is what other tests opened
  const times = (label: string) => latest.filter((row) => row.includes(label)).length
  for (const [event, label] of [
    ['employee.read', 'Berkas pegawai dibuka'],
    ['promotion.read', 'Usul kenaikan pangkat dibuka'],
    ['document.read', 'Dokumen dibuka'],
  ] as const) {
    const expected = openings.filter((opens) => opens === event).length
    expect(times(label), label).toBe(expected)
    expect(expected).toBeGreaterThan(1)
  }
  expect(times('Daftar pegawai diunduh')).toBe(1)
  expect(times('Daftar usul diunduh')).toBe(1)
  await person.context().close()
})

function addressOf(path: string, id: string, { part = '', query }: Target): string {
  return `${path.replace('[id]', id).replace(/\[(jenis|periode)\]/, part)}${query ? `?${query}` : ''}`
}

function reaches(role: Role, { kind, reach }: Target, isOwn: boolean, isNational: boolean): boolean {
  if (reach === 'everywhere') return true
  if (reach === 'self') return isOwn && role === 'employee'
  if (kind === 'programme' && role === 'bkn_admin') return false // theirs are the programmes of the law
  if (kind === 'unit' && role === 'bkn_admin') return true // of every agency
  if (reach !== 'scope') return isOwn
  const isScopeOneself = role === 'appraiser' || role === 'wbs_officer'
  if (role === 'bkn_admin' || isScopeOneself) return false
  const isPaper = kind === 'document' || kind === 'letter'
  if (isPaper && role === 'employee') return isOwn // the papers of the reader
  const isFile = isPaper || kind === 'person'
  return (!isFile || permissions['employee.read'].some((each) => each === role)) && (isOwn || isNational)
}

async function officeOf(userId: string): Promise<{ id: string; agencyId: number; kind: string }> {
  const [account] = await database<{ id: string; agencyId: number; kind: string }[]>`
    select c.id, c.agency_id as "agencyId", a.kind from accounts c join agencies a on a.id = c.agency_id
    where c.user_id = ${userId}`
  if (!account) throw new Error(`no account ${userId}`)
  return account
}

/** One that neither the demonstration's agency nor its Kanreg has anything to do with. */
async function distantAgency(): Promise<number> {
  const [agency] = await database<{ id: number }[]>`
    select a.id from agencies a
    where a.kind not in ('bkn', 'regional_office') and exists (select from employees e where e.agency_id = a.id)
      and a.served_by_id is distinct from (select agency_id from accounts where user_id = 'verifikator')
      and a.id <> (select agency_id from accounts where user_id = ${accountOf('mutation_officer').userId})
    limit 1`
  if (!agency) throw new Error('every agency is near')
  return agency.id
}

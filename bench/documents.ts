import type { Sql } from 'postgres'
import { parseDocumentAddress } from '@/lib/sapk/document-list'
import { listDocuments } from '@/lib/sapk/document-read.server'
import { throwAwayRegister } from '../scripts/throw-away-register'
import { officerOf } from './demonstration-agency'
import { fillArchive } from './documents-archive'
import { quantile } from './sorted-quantile'

const PEOPLE = 100_000
const WARM_UP = 8
const SAMPLES = 60
const PAGE = 25

type Person = { nip: string; name: string; day: string }
type Asking = (person: Person) => { query: Record<string, string>; page?: number }

/** What officers ask of the list: as it opens, further down, by kind (many have it, nearly nobody), state, day, words. */
const askings: Record<string, Asking> = {
  newest: () => ({ query: {} }),
  'page 40': () => ({ query: {}, page: 40 }),
  'by kind': () => ({ query: { urut: 'jenis' } }),
  'predicates, oldest first': () => ({ query: { jenis: 'PREDIKAT', urut: 'waktu' } }),
  'a rare paper': () => ({ query: { jenis: 'STLUD' } }),
  'a rare letter': () => ({ query: { jenis: 'proposal_letter' } }),
  replaced: () => ({ query: { keadaan: 'superseded' } }),
  'one day': ({ day }) => ({ query: { sejak: day, sampai: day } }),
  'a NIP': ({ nip }) => ({ query: { nama: nip.slice(0, 14) } }),
  'a name': ({ name }) => ({ query: { nama: name } }),
  'a number': ({ nip }) => ({ query: { nama: `823/${nip.slice(0, 12)}` } }),
}

/**
 * The list Dokumen of one agency through the function that the page calls, rows and total, each asking with its p50 and
 * p95. `npm run bench documents -- 10000` measures with so many people.
 */
export async function run(): Promise<Record<string, number>> {
  const people = Number(process.argv[3] ?? PEOPLE)
  const register = await throwAwayRegister(people, { withHistories: false })
  try {
    return await measure(register.owner, await fillArchive(register.owner))
  } finally {
    await register.stop()
  }
}

async function measure(owner: Sql, agencyId: number): Promise<Record<string, number>> {
  const persons = await owner<Person[]>`
    select e.nip, e.name, c.uploaded_at::date::text as day
    from employees e join employee_documents c on c.employee_id = e.id and c.document_type = 'IJAZAH'
    where not c.is_replaced order by md5(e.id::text) limit ${WARM_UP + SAMPLES}`
  const lines: { asking: string; p50Ms: number; p95Ms: number }[] = []
  for (const [asking, ask] of Object.entries(askings)) {
    const times = await timesOf(agencyId, persons, ask)
    lines.push({ asking, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) })
  }
  console.table(lines)
  const [table] = await owner<{ rows: number }[]>`
    select ((select count(*) from employee_documents) + (select count(*) from issued_documents))::int as rows`
  return { rows: table?.rows ?? 0, worstP95Ms: Math.max(...lines.map(({ p95Ms }) => p95Ms)) }
}

async function timesOf(agencyId: number, persons: readonly Person[], ask: Asking): Promise<number[]> {
  const times: number[] = []
  for (const [index, person] of persons.entries()) {
    const { query, page = 1 } = ask(person)
    const address = { ...parseDocumentAddress(query), zone: 'Asia/Jakarta' } as const
    const began = performance.now()
    await listDocuments(officerOf(agencyId), address, { offset: (page - 1) * PAGE, limit: PAGE })
    if (index >= WARM_UP) times.push(performance.now() - began)
  }
  return times
}

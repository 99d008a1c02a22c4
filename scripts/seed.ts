import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { closeDatabase } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { seedAccounts } from '@/db/seed/accounts'
import { BKN_CODE, DEMONSTRATION_CODE, regionalOfficeCode } from '@/db/seed/agencies'
import { type Begun, findBegun, markDone } from '@/db/seed/begun'
import { seedEntries } from '@/db/seed/entries'
import { seedEvaluations } from '@/db/seed/evaluations'
import { loadExamProgrammes } from '@/db/seed/exam-programmes'
import { loadBlueprints, seedItems } from '@/db/seed/item-bank'
import { seedPeriod } from '@/db/seed/periods'
import { seedPlans } from '@/db/seed/plans'
import { addPopulation, DATA_DAY } from '@/db/seed/population'
import { loadReference } from '@/db/seed/reference'
import { populationProgress } from './population-progress'

const MOST_EMPLOYEES = 5_000_000

/**
 * `npm run seed -- --employees N [--if-empty] [--seed S] [--cases]`: reference data always, the population into an
 * empty register, and with `--cases` some proposals on their way. People are written all or not at all, so what was
 * interrupted among them begins anew; what was interrupted after them goes on, and refuses to be another population.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      employees: { type: 'string' },
      seed: { type: 'string' },
      'if-empty': { type: 'boolean', default: false },
      'reference-only': { type: 'boolean', default: false },
      'employees-only': { type: 'boolean', default: false },
      cases: { type: 'boolean', default: false },
    },
  })
  const employees = Number(values.employees ?? 5000)
  if (!Number.isInteger(employees) || employees < 1 || employees > MOST_EMPLOYEES) {
    return refuse(`--employees must be a whole number from 1 to ${MOST_EMPLOYEES}.`)
  }
  const seed = values.seed ?? '1945'
  if (!/^\d{1,9}$/.test(seed)) return refuse('--seed must be a whole number of up to nine digits.')
  const url = process.env.DATABASE_URL
  if (!url) return refuse('DATABASE_URL is not set. Use `npm run seed`, which knows the database.')

  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { TimeZone: 'Asia/Jakarta' } })
  try {
    await loadReference(sql, readReferenceRows())
    await loadExamProgrammes(sql)
    await loadBlueprints(sql)
    if (values['reference-only']) return 0
    const [found] = await sql`select exists (select from agencies) as filled`
    const begun = await findBegun(sql)
    if (found?.filled && !begun) {
      if (values['if-empty']) return 0
      return refuse(
        'The register is not empty. The demonstration is written into an empty database only; README.md says how to start over.',
      )
    }
    const isOther =
      (values.employees && employees !== begun?.employees) || (values.seed && Number(seed) !== begun?.seed)
    if (begun && isOther && !values['if-empty']) return refuse(interrupted(begun))
    const [role] = await sql`select rolsuper from pg_roles where rolname = current_user`
    if (!role?.rolsuper) return refuse('Only a superuser of the database can write the demonstration.')
    const began = performance.now()
    const options = { employees, seed: Number(seed), asOf: DATA_DAY, withHistories: !values['employees-only'] }
    const written = begun
      ? null
      : await addPopulation(sql, { ...options, onProgress: populationProgress(process.stdout) })
    const agencies = await demonstrationAgencies(sql)
    await seedAccounts(sql, agencies)
    await seedPlans(sql, agencies.province)
    await seedEntries(sql, agencies.province, new Date())
    await seedEvaluations(sql, agencies.province, new Date())
    await seedItems(sql)
    await addExam(sql, agencies.province)
    await seedPeriod(sql)
    await sql`analyze`
    if (values.cases) await addCases(sql)
    await markDone(sql)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const what = written
      ? `${count(written.people)} employees with ${count(written.rows)} rows`
      : `The rest of an interrupted demonstration of ${count(begun?.employees ?? 0)} employees`
    console.log(`${what} in ${seconds} s.`)
    return 0
  } finally {
    await closeDatabase()
    await sql.end()
  }
}

/** Loads half the product, which a later start, with nothing left to write, need not wait for. */
async function addCases(sql: postgres.Sql) {
  const { addDemonstrationCases } = await import('@/scripts/demonstration-cases')
  const { stopPrinter } = await import('@/lib/documents/printer.server')
  const cases = await addDemonstrationCases(sql, new Date()).finally(stopPrinter)
  if (cases > 0) console.log(`${count(cases)} of them are proposed for promotion.`)
}

/** The same: a later start has its session. */
async function addExam(sql: postgres.Sql, agencyId: number) {
  const { seedExamDay } = await import('@/db/seed/exam-day')
  await seedExamDay(sql, agencyId, new Date())
  const { seedExamFaces } = await import('@/db/seed/exam-faces')
  await seedExamFaces(sql, agencyId, new Date())
}

/** The account holders serve BKN, the regional office of the demonstration agency, and that agency. */
async function demonstrationAgencies(sql: postgres.Sql) {
  const idOf = async (code: string) => {
    const [agency] = await sql<{ id: number }[]>`select id from agencies where code = ${code}`
    if (!agency) throw new Error(`no agency ${code}`)
    return agency.id
  }
  return {
    bkn: await idOf(BKN_CODE),
    regional_office: await idOf(regionalOfficeCode(7)),
    province: await idOf(DEMONSTRATION_CODE),
  }
}

function interrupted({ employees, seed }: Begun): string {
  const same = `npm run seed -- --employees ${employees} --seed ${seed}`
  return `A demonstration of ${count(employees)} employees was interrupted after its people. \`${same}\` completes it; README.md says how to start over.`
}

const count = (value: number) => value.toLocaleString('en-GB')

function refuse(sentence: string): number {
  console.error(sentence)
  return 2
}

process.exitCode = await main()

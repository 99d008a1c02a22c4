import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { loadReference } from '@/db/seed/reference'
import { testDatabase } from '@/db/testing.server'
import { applyRun } from '@/lib/import/apply-run.server'
import { checkRun } from '@/lib/import/check-run.server'
import { givenAgency, officerOf, uploaded } from '@/lib/import/import.fixture'
import { nominativeRow } from './nominative'
import { computeNominative } from './nominative.server'
import type { PromotionFacts } from './promotion'
import { reference } from './promotion.fixture'
import { DATA_DATE, readSample } from './sample.fixture'

const CLEAN = 'e2e/samples/pegawai-babel-clean.xlsx'
const PERIOD = '2027-04-01'
const NOW = new Date(`${DATA_DATE}T12:00:00+07:00`)

const database = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'satya-nominatif-'))
process.env.FILES_FOLDER = folder
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await closeDatabase()
})

test('the imported workbook comes out of the database as the sample expects', async () => {
  await loadReference(database.owner, readReferenceRows())
  const agencyId = await givenAgency(database.owner, '7100')
  const context = officerOf(agencyId)
  const runId = await uploaded(context, CLEAN)
  await checkRun(context, runId)
  await applyRun(context, runId, 'all_or_nothing')
  expect(await computeNominative({ agencyId }, PERIOD, NOW)).toBe(1200)

  const kept = await database.owner`
    select nip, type, outcome, is_provisional as "isProvisional", unmet, rank, rank_since::text as "rankSince",
      proposed_rank as "proposedRank", service_months as "serviceMonths", salary_rupiah as "salaryRupiah"
    from nominative_results`
  const { people, factsOf } = await readSample(CLEAN)
  const byNip = new Map(kept.map(({ nip, ...row }) => [nip, row]))
  for (const person of people) {
    expect({ nip: person.nip, ...byNip.get(person.nip) }).toEqual({
      nip: person.nip,
      ...nominativeRow(withPost(factsOf(person)), PERIOD, DATA_DATE, reference),
    })
  }

  const summary = JSON.parse(readFileSync('e2e/samples/kp-2027-04.expected.json', 'utf8')).summary_whole_workbook
  const total = (type: string, outcome: string) =>
    kept.filter((row) => row.type === type && row.outcome === outcome).length
  expect({
    MS: total('regular', 'eligible'),
    MS_BERSYARAT: total('regular', 'conditional'),
    TMS: total('regular', 'ineligible'),
  }).toEqual(summary.reguler)
}, 120_000)

function withPost(facts: PromotionFacts) {
  return { facts, post: facts.post }
}

import { afterEach, beforeEach } from 'vitest'
import { loadExamProgrammes } from '@/db/seed/exam-programmes'
import { loadBlueprints } from '@/db/seed/item-bank'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { anAgency } from '@/lib/registry/register.fixture'
import { copyProgramme } from './programmes.server'
import { findProgramme } from './programmes-read.server'

/** For each test an agency, and the programmes of the law with their blueprints. */
export const database = await testDatabase()
afterEach(database.reset)

export let agencyId: number
export let skd: string
beforeEach(async () => {
  agencyId = await anAgency(database.owner)
  await loadExamProgrammes(database.owner)
  await loadBlueprints(database.owner)
  const [programme] = await database.owner<{ id: string }[]>`select id from exam_programmes where code = 'SKD-2024'`
  skd = programme?.id ?? ''
})

export function manager(agency = agencyId): Context {
  const accountId = '019a0000-0000-7000-8000-00000000000a'
  const scope = { kind: 'agencies', agencyIds: [agency] } as const
  return {
    actor: { accountId, employeeId: null, name: 'Nurhayati', agencyId: agency, role: 'exam_manager', scope },
    now: new Date(),
  }
}

export function bkn(): Context {
  return {
    actor: { ...manager().actor, name: 'Wibowo', role: 'bkn_admin', scope: { kind: 'national' } },
    now: new Date(),
  }
}

export const SERVICE = {
  code: 'UD-II-2026',
  name: 'Ujian Dinas Tingkat II',
  year: 2026,
  source: 'Peraturan BKN 4/2025',
}
export const copy = (context = manager()) => copyProgramme(context, { id: skd, ...SERVICE })
export const seen = async (id: string, context = manager()) => {
  const found = await findProgramme(context, id)
  if (!found) throw new Error('no such programme')
  return { ...found, ref: { id, version: found.programme.version } }
}
export const REMOVED = { remove: true } as const
export const KEPT = { remove: false } as const
export const SINGLE = { scoring: 'single', optionCount: 5, tolerancePercent: 3 } as const

import { afterAll, beforeEach } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { civilDateIn } from '@/lib/civil-date'
import { typedValues } from '@/lib/registry/history-fields'
import { addHistory } from '@/lib/registry/history-write.server'
import { anActor, anAgency, anEmployee } from '@/lib/registry/register.fixture'
import { changeUnit, foundUnit } from '@/lib/registry/units.server'
import { countOpenProposals } from '@/lib/sapk/public.server'

/** For each test an agency without units, and an officer of it who keeps its structure. */
export const database = await testDatabase()
export const { owner } = database
afterAll(closeDatabase)

export const today = civilDateIn('Asia/Jakarta', new Date())
export const officerOf = (agencyId: number) => anActor('mutation_officer', { kind: 'agencies', agencyIds: [agencyId] })
const law = { decreeNumber: 'Perda 4/2026', decreeOn: '2026-01-02' }
const nothing = { name: '', kind: '', parentId: null, headTitle: '', headEchelon: '' }

export let agencyId = 0
export let officer = officerOf(0)
beforeEach(async () => {
  await database.reset()
  agencyId = await anAgency(owner)
  officer = officerOf(agencyId)
})

export async function unitOf(code: string) {
  const [unit] = await owner`
    select id, name, parent_id as "parentId", head_title as "headTitle", preorder, last_preorder as last,
      founded_on::text as "foundedOn", closed_on::text as "closedOn",
      (select count(*)::int from unit_history h where h.unit_id = u.id) as version
    from units u where code = ${code} and agency_id = ${agencyId}`
  return unit as Record<string, never> & { id: number; version: number; name: string }
}

export async function founded(code: string, parent: string | null, effectiveOn = '2026-01-01'): Promise<number> {
  const parentId = parent === null ? null : (await unitOf(parent)).id
  await foundUnit(officer, {
    ...nothing,
    ...law,
    change: 'found',
    agencyId,
    code,
    name: `Unit ${code}`,
    parentId,
    effectiveOn,
  })
  return (await unitOf(code)).id
}

type Change = Omit<Parameters<typeof changeUnit>[1], 'unitId' | 'version'>
export const said = (change: Change['change'], more: Partial<Change> = {}): Change => ({
  ...nothing,
  ...law,
  change,
  effectiveOn: today,
  ...more,
})

export async function changed(code: string, change: Change, by = officer): Promise<void> {
  const { id, version } = await unitOf(code)
  await changeUnit(by, { ...change, unitId: id, version }, countOpenProposals)
}

export const rowOf = async (code: string, change: string) => {
  const [row] = await owner`
    select h.id from unit_history h join units u on u.id = h.unit_id where u.code = ${code} and h.change = ${change}
    order by h.recorded_at desc limit 1`
  return String(row?.id)
}

export const aPerson = () => anEmployee(owner, agencyId, { nip: '197001012005011001' })

export async function postIn(
  code: string,
  effectiveOn: string,
): Promise<Omit<Parameters<typeof addHistory>[1], 'employeeId'>> {
  const [post] = await owner`
    insert into positions (kind, name) values ('executing', 'Pengelola Uji')
    on conflict (kind, name) do update set name = excluded.name returning id`
  const values = { positionId: String(post?.id), unitId: String((await unitOf(code)).id), assignment: 'definitive' }
  return {
    kind: 'position',
    effectiveOn,
    decreeNumber: '821/1/2026',
    decreeOn: '2026-01-02',
    decreeBy: 'Bupati',
    reason: 'SK belum tercatat',
    values: { ...typedValues('position', null), ...values },
  }
}

/** Records that a person holds a post in a unit since a day. */
export async function placed(employeeId: string, code: string, effectiveOn: string): Promise<string> {
  await addHistory(officer, { ...(await postIn(code, effectiveOn)), employeeId })
  const [row] = await owner`select id from position_history order by recorded_at desc limit 1`
  return String(row?.id)
}

/** The department 01 with the sections 0101 and 0102. */
export async function department(): Promise<void> {
  await founded('01', null)
  await founded('0101', '01')
  await founded('0102', '01')
}

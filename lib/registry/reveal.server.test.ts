import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { anActor, anAgency, anEmployee } from './register.fixture'
import { revealValue } from './reveal.server'

const database = await testDatabase()
afterEach(database.reset)

const input = (id: string) => ({ id, field: 'nik' as const, reason: 'Mencocokkan dengan kartu keluarga' })

async function somebody() {
  const agencyId = await anAgency(database.owner)
  const id = await anEmployee(database.owner, agencyId, { nip: '198506142011032004', nik: '1971055406850001' })
  return { id, officer: anActor('mutation_officer', { kind: 'agencies', agencyIds: [agencyId] }) }
}

test('a sensitive value is shown for a reason, and the reason is written down without the value', async () => {
  const { id, officer } = await somebody()
  expect(await revealValue(officer, input(id))).toBe('1971055406850001')
  const events = await database.owner`select event, employee_id, reason, after from audit_events`
  expect(events).toMatchObject([
    { event: 'employee.reveal', employee_id: id, reason: 'Mencocokkan dengan kartu keluarga', after: { field: 'nik' } },
  ])
})

test('a person of another agency is not found, and nothing is written down about them', async () => {
  const { id } = await somebody()
  const foreign = anActor('mutation_officer', { kind: 'agencies', agencyIds: [await anAgency(database.owner)] })
  await expect(revealValue(foreign, input(id))).rejects.toMatchObject({ code: 'not_found' })
  expect(await database.owner`select event from audit_events`).toHaveLength(0)
})

import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import type { Actor, Context, Role, Scope } from '@/lib/auth/actor'
import { normaliseName } from '@/lib/registry/name'
import { parseNip } from '@/lib/registry/nip'

/** Rows for tests, written as the owner. Everything has a value that works; a test names what it is about. */

export async function anAgency(owner: Sql, name = 'Pemerintah Kabupaten Uji'): Promise<number> {
  const [agency] = await owner<{ id: number }[]>`
    insert into agencies (code, name, kind) values (${randomUUID().slice(0, 8)}, ${name}, 'regency') returning id`
  if (!agency) throw new Error('no agency')
  return agency.id
}

export async function aUnit(
  owner: Sql,
  agencyId: number,
  code = '0100',
  place: [number, number] = [1, 1],
): Promise<number> {
  const [unit] = await owner<{ id: number }[]>`
    insert into units (agency_id, code, name, preorder, last_preorder)
    values (${agencyId}, ${code}, ${`Unit ${code}`}, ${place[0]}, ${place[1]}) returning id`
  if (!unit) throw new Error('no unit')
  return unit.id
}

/** A PNS; birth date, TMT CPNS and sex stand in the NIP. */
export async function anEmployee(
  owner: Sql,
  agencyId: number,
  {
    nip,
    name = 'Rukmini Tanjung',
    nik = null,
    birthPlace = 'Muntok',
  }: { nip: string; name?: string; nik?: string | null; birthPlace?: string },
): Promise<string> {
  const parts = parseNip(nip)
  if (parts?.kind !== 'pns') throw new Error(`${nip} is no NIP`)
  const [employee] = await owner<{ id: string }[]>`
    insert into employees (agency_id, work_agency_id, nip, nik, name, name_key, birth_place, born_on, sex, status, cpns_on)
    values (${agencyId}, ${agencyId}, ${nip}, ${nik}, ${name}, ${normaliseName(name)}, ${birthPlace}, ${parts.bornOn},
      ${parts.sex}, 'pns', ${parts.appointedOn}) returning id`
  if (!employee) throw new Error('no employee')
  return employee.id
}

export function anActor(role: Role, scope: Scope, more: Partial<Actor> = {}): Context {
  const agencyId = scope.kind === 'agencies' ? (scope.agencyIds[0] ?? 0) : 0
  const actor = { accountId: null, employeeId: null, name: 'Penguji', agencyId, role, scope, ...more }
  return { actor, now: new Date('2026-11-23T02:00:00Z') }
}

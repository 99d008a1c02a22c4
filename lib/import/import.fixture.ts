import { readFileSync } from 'node:fs'
import type { Sql } from 'postgres'
import { referenceRowsFrom } from '@/db/reference/load'
import type { Context } from '@/lib/auth/actor'
import { appendToRun, receiveRun, startRun } from './receive-run.server'

/** What an import needs to find: the tables of the law and one agency. Answers the agency's id. */
export async function givenAgency(owner: Sql, code: string): Promise<number> {
  const rows = referenceRowsFrom((file) => readFileSync(`db/reference/${file}`, 'utf8'))
  await owner`
    insert into reference_rows (table_name, code, valid_from, valid_to, position, data, source, confidence)
    select r.* from jsonb_to_recordset(${owner.json(rows.map(snakeCase) as never)}) as r(
      table_name text, code text, valid_from date, valid_to date, position int, data jsonb, source text, confidence text)
    on conflict do nothing`
  const [agency] = await owner<{ id: number }[]>`
    insert into agencies (code, name, kind) values (${code}, ${`Provinsi ${code}`}, 'province')
    on conflict (code) do update set name = excluded.name returning id`
  return agency?.id ?? 0
}

function snakeCase({ tableName, validFrom, validTo, ...row }: ReturnType<typeof referenceRowsFrom>[number]) {
  return { ...row, table_name: tableName, valid_from: validFrom, valid_to: validTo }
}

/** A mutation officer of one agency. */
export function officerOf(agencyId: number, now = new Date()): Context {
  const scope = { kind: 'agencies', agencyIds: [agencyId] } as const
  return {
    actor: { accountId: null, employeeId: null, name: 'Rina Astuti', agencyId, role: 'mutation_officer', scope },
    now,
  }
}

/** Uploads a file in pieces, as a browser does. Answers the run, ready to be checked. */
export async function uploaded(context: Context, path: string, fileName = 'pegawai.xlsx'): Promise<string> {
  const content = readFileSync(path)
  const runId = await startRun(context, { fileName, fileBytes: content.length })
  for (let offset = 0; offset < content.length; ) {
    offset = await appendToRun(context, runId, offset, content.subarray(offset, offset + 300_000))
  }
  await receiveRun(context, runId)
  return runId
}

/** A unit of the agency, as a CSV file needs one: it has no sheet of its own for them. */
export async function givenUnit(owner: Sql, agencyId: number, code = '0101'): Promise<void> {
  await owner`
    insert into units (agency_id, code, name) values (${agencyId}, ${code}, ${`Bidang ${code}`}) on conflict do nothing`
}

import 'server-only'
import { createHash } from 'node:crypto'
import { and, asc, eq, getTableColumns, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import { auditEvents } from '@/db/schema/audit'
import { agencies } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { lastChange } from '@/lib/last-change.server'
import { Refusal, staleForm } from '@/lib/refusal'
import { isOfficeOfBkn } from '@/lib/registry/agency'
import { printable } from '@/lib/registry/agency-drawing.server'
import { agencyForm } from '@/lib/registry/agency-form'
import type { agencyInput } from '@/lib/registry/agency-input'

const PAGE = 25

/** PostgreSQL's own mark of a row: another one after every change. */
const columns = { ...getTableColumns(agencies), version: sql<string>`${agencies}.xmin::text` }

/** One page of agencies by code; `query` is part of a name or a code. */
export function listAgencyPage(context: Context, query: string | undefined, page: number) {
  const office = alias(agencies, 'office')
  const wanted = query?.toLowerCase()
  const where = wanted
    ? sql`(position(${wanted} in lower(${agencies.name})) > 0 or ${agencies.code} = ${wanted})`
    : undefined
  return transact(context, async (tx) => {
    const rows = await tx
      .select({
        id: agencies.id,
        code: agencies.code,
        name: agencies.name,
        kind: agencies.kind,
        servedById: agencies.servedById,
        officeName: office.name,
        officeSign: agencies.officeSign,
        headTitle: agencies.headTitle,
        seat: agencies.seat,
      })
      .from(agencies)
      .leftJoin(office, eq(office.id, agencies.servedById))
      .where(where)
      .orderBy(asc(agencies.code))
      .limit(PAGE)
      .offset((page - 1) * PAGE)
    return { rows, total: await tx.$count(agencies, where), size: PAGE }
  })
}

/** One agency as its form shows it, or undefined. */
export async function findAgency(context: Context, id: number) {
  const [found] = await transact(context, (tx) => tx.select(columns).from(agencies).where(eq(agencies.id, id)))
  return found
}

/** BKN's offices, which an agency may be served by. */
export function listOffices(context: Context) {
  return transact(context, (tx) =>
    tx
      .select({ id: agencies.id, name: agencies.name })
      .from(agencies)
      .where(inArray(agencies.kind, ['bkn', 'regional_office']))
      .orderBy(asc(agencies.code)),
  )
}

/**
 * Writes a new agency or changes one. Refuses not_found, stale, and on their fields agency_code_taken,
 * agency_sign_taken, agency_office_unknown, agency_bkn_exists, agency_kind_fixed (its accounts hold roles that only this
 * kind may have) and, of a drawing, drawing_wrong, drawing_too_large and drawing_unprintable.
 */
export async function saveAgency(context: Context, input: z.output<typeof agencyInput>): Promise<void> {
  const { id, version, ...typed } = input
  const [logo, emblem] = await Promise.all([
    printable('logo', typed.logo, context.now),
    printable('emblem', typed.emblem, context.now),
  ])
  const agency = { ...typed, logo, emblem }
  await transact(context, async (tx) => {
    await tx.execute(sql`lock table ${agencies} in share row exclusive mode`) // codes and signs are looked up first
    const before = id === null ? undefined : await getUnchanged(tx, id, version)
    await refuseTaken(tx, input)
    await refuseForeignOffice(tx, input)
    if (before && before.kind !== agency.kind) await refuseWithAccounts(tx, before.id)

    const [after] = before
      ? await tx.update(agencies).set(agency).where(eq(agencies.id, before.id)).returning()
      : await tx.insert(agencies).values(agency).returning()
    if (!after) throw new Error('the agency was not stored')
    const subject = { agencyId: after.id, subjectId: String(after.id) }
    await recordAudit(tx, context, 'agency.update', before ? toldOf(before) : null, toldOf(after), subject)
  })
}

/** The trail keeps which drawing it was, not the drawing. */
function toldOf({ logo, emblem, ...agency }: typeof agencies.$inferSelect) {
  const mark = (drawing: string | null) => drawing && createHash('sha256').update(drawing).digest('hex')
  return { ...agency, logo: mark(logo), emblem: mark(emblem) }
}

/** The agency as the form showed it. */
async function getUnchanged(tx: Tx, id: number, seen: string) {
  const [found] = await tx.select(columns).from(agencies).where(eq(agencies.id, id))
  if (!found) throw new Refusal('not_found')
  const { version, ...agency } = found
  if (version !== seen) {
    const change = and(eq(auditEvents.subjectId, String(id)), eq(auditEvents.event, 'agency.update'))
    throw staleForm(agencyForm(found), await lastChange(tx, change))
  }
  return agency
}

async function refuseTaken(tx: Tx, { id, code, kind, officeSign }: z.output<typeof agencyInput>): Promise<void> {
  const another = async (what: SQL) =>
    (await tx.$count(agencies, and(what, id === null ? undefined : ne(agencies.id, id)))) > 0
  if (await another(eq(agencies.code, code))) throw Refusal.onField('code', 'agency_code_taken')
  if (officeSign && (await another(eq(agencies.officeSign, officeSign)))) {
    throw Refusal.onField('officeSign', 'agency_sign_taken')
  }
  if (kind === 'bkn' && (await another(eq(agencies.kind, 'bkn')))) throw Refusal.onField('kind', 'agency_bkn_exists')
}

async function refuseForeignOffice(tx: Tx, { id, servedById }: z.output<typeof agencyInput>): Promise<void> {
  if (servedById === null) return
  const [office] = await tx.select({ kind: agencies.kind }).from(agencies).where(eq(agencies.id, servedById))
  if (servedById === id || !office || !isOfficeOfBkn(office.kind)) {
    throw Refusal.onField('servedById', 'agency_office_unknown')
  }
}

async function refuseWithAccounts(tx: Tx, id: number): Promise<void> {
  const held = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.agencyId, id)).limit(1)
  if (held.length > 0) throw Refusal.onField('kind', 'agency_kind_fixed')
}

import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client.server'
import { actingAssignments } from '@/db/schema/access'
import { agencies, employees, units } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import { isStandingAt } from '@/lib/auth/held-role.server'
import { type CivilDate, yearOf } from '@/lib/civil-date'
import type { TemplateData } from '@/lib/documents/templates'
import { Refusal } from '@/lib/refusal'
import { type Rank, rankTitle } from '@/lib/registry/ranks'
import { printedCredit } from '@/lib/sapk/credit-points'
import { isHeadOf, letterheadOf } from '@/lib/sapk/letterhead'
import { UNKNOWN } from '@/lib/sapk/paper'
import type { Proposal } from '@/lib/sapk/proposal'
import { nextNumber } from '@/lib/sapk/proposal-step.server'

type Agency = typeof agencies.$inferSelect
type Letter = TemplateData<'promotion-decree-2'>

/** Before the post of whoever acts for its holder, as letters print it. */
const ACTING = { acting: 'Plt.', daily: 'Plh.' }

export const PRESIDENT = 'Presiden Republik Indonesia'

const TYPE_WORDS: Record<string, string> = {
  regular: 'reguler',
  structural: 'pilihan jabatan struktural',
  functional: 'pilihan jabatan fungsional',
}

/** The official who signs: the actor himself, as his own file names him. Refuses signer_unknown or place_missing. */
export async function signatoryOf(tx: Tx, context: Context): Promise<Signatory> {
  const found = await findSignatory(tx, context)
  if (!found) throw new Refusal('signer_unknown')
  if (!found.agency.seat) throw new Refusal('place_missing')
  return found
}

/** The same for a draft; undefined when the actor's file names no post. */
export async function findSignatory(tx: Tx, context: Context) {
  const { accountId, employeeId, agencyId, role } = context.actor
  const [found] = await tx
    .select({
      id: employees.id,
      name: employees.name,
      frontTitle: employees.frontTitle,
      backTitle: employees.backTitle,
      nip: employees.nip,
      rank: employees.rank,
      positionName: employees.positionName,
      acting: { kind: actingAssignments.kind, post: actingAssignments.post },
      agency: agencies,
    })
    .from(employees)
    .innerJoin(agencies, eq(agencies.id, agencyId))
    .leftJoin(
      actingAssignments,
      and(
        eq(actingAssignments.accountId, accountId ?? sql`null`),
        sql`${actingAssignments.role}::text = ${role}`,
        isStandingAt(context.now),
      ),
    )
    .where(eq(employees.id, employeeId ?? sql`null`))
  const post = found?.acting?.post ?? found?.positionName
  if (!found || !post) return undefined
  const { name, frontTitle, backTitle, rank, nip, acting, agency } = found
  const full = [frontTitle, name.toUpperCase()].filter(Boolean).join(' ')
  return {
    agency,
    post,
    title: acting ? `${ACTING[acting.kind]} ${post}` : post,
    official: { id: found.id, name, organisation: agency.name },
    printed: {
      name: backTitle ? `${full}, ${backTitle}` : full,
      rank: rank && `${rankTitle(rank)}, ${rank}`,
      nip,
    },
  }
}

export type Signatory = NonNullable<Awaited<ReturnType<typeof findSignatory>>>

/**
 * The head and the signature block of a letter. While nobody has signed, the agency and the title that it will come
 * from stand for the official.
 *
 * @param onBehalfOf whose decision it is, when the signatory is not that person
 */
export function signedBy(
  signatory: Signatory | undefined,
  draft: { agency: Agency; title: string },
  onBehalfOf?: string,
): Pick<Letter, 'letterhead' | 'signatory' | 'place'> {
  const { agency, title } = signatory ?? draft
  const isForOther = signatory && onBehalfOf && !isHeadOf(agency, signatory.post)
  const block = signatory?.printed ?? { name: UNKNOWN, rank: null, nip: null }
  return {
    letterhead: letterheadOf(agency, signatory?.post),
    signatory: { capacity: capacityLines(title, isForOther ? onBehalfOf : undefined), ...block },
    place: agency.seat || UNKNOWN,
  }
}

/** The head and the block of a decree of the President that BKN signs (Keppres 53/2014). */
export function signedForPresident(
  signatory: Signatory | undefined,
  bkn: Agency,
  title: string,
): Pick<Letter, 'letterhead' | 'signatory' | 'place'> {
  const { signatory: block, place } = signedBy(signatory, { agency: bkn, title })
  return {
    letterhead: { kind: 'title', parent: null, office: PRESIDENT, address: '', logo: bkn.emblem },
    signatory: { ...block, capacity: capacityLines(signatory?.title ?? title, PRESIDENT) },
    place,
  }
}

/** BKN Pusat. Refuses office_unknown. */
export async function headquarters(tx: Tx): Promise<Agency> {
  const [found] = await tx.select().from(agencies).where(eq(agencies.kind, 'bkn'))
  if (!found) throw new Refusal('office_unknown')
  return found
}

/** The agency of a proposal and BKN's office that answers it: the head of BKN for IV/c and above. */
export async function officeAnswering(
  tx: Tx,
  { agencyId, approvalBy }: Pick<Proposal, 'agencyId' | 'approvalBy'>,
): Promise<{ agency: Agency; office: Agency }> {
  const served = await officeServing(tx, agencyId)
  return approvalBy === 'head_of_bkn' ? { ...served, office: await headquarters(tx) } : served
}

/** BKN's office that serves an agency. Refuses office_unknown. */
async function officeServing(tx: Tx, agencyId: number): Promise<{ agency: Agency; office: Agency }> {
  const office = alias(agencies, 'office')
  const [found] = await tx
    .select({ agency: agencies, office })
    .from(agencies)
    .innerJoin(office, eq(office.id, agencies.servedById))
    .where(eq(agencies.id, agencyId))
  if (!found) throw new Refusal('office_unknown')
  return found
}

/** What every paper about one person prints of the person and of both ranks. */
export async function personOnPaper(tx: Tx, proposal: Proposal) {
  const [found] = await tx
    .select({ employee: employees, unitName: units.name, agencyName: agencies.name })
    .from(employees)
    .innerJoin(agencies, eq(agencies.id, proposal.agencyId))
    .leftJoin(units, eq(units.id, employees.unitId))
    .where(eq(employees.id, proposal.employeeId))
  if (!found) throw new Refusal('not_found')
  const { employee, unitName, agencyName } = found
  return {
    holderName: employee.name,
    employee: {
      frontTitle: employee.frontTitle,
      name: employee.name,
      backTitle: employee.backTitle,
      nip: employee.nip,
      birthPlace: employee.birthPlace,
      birthDate: employee.bornOn,
      education: [employee.educationName, employee.graduatedYear].filter(Boolean).join(', ') || '-',
      position: employee.positionName ?? '-',
      unit: unitName ?? agencyName,
      agency: agencyName,
    },
    promotionType: TYPE_WORDS[proposal.type] ?? proposal.type,
    before: {
      rank: rankTitle(proposal.fromRank),
      grade: proposal.fromRank,
      effectiveOn: proposal.fromRankSince,
      serviceMonths: proposal.fromServiceMonths,
      salaryRupiah: proposal.fromSalaryRupiah,
    },
    after: {
      rank: rankTitle(proposal.toRank),
      grade: proposal.toRank,
      effectiveOn: proposal.effectiveOn,
      serviceMonths: proposal.toServiceMonths,
      salaryRupiah: proposal.toSalaryRupiah,
    },
    creditPoints: proposal.type === 'functional' ? printedCredit(proposal.findings) : null,
  }
}

/** The next number of an agency's letters by its own pattern, such as 823.3/{n}/BKPSDMD/{year}. */
export async function numberBy(
  tx: Tx,
  agency: { id: number },
  pattern: string,
  series: string,
  on: CivilDate,
): Promise<string> {
  const year = yearOf(on)
  const sequence = await nextNumber(tx, agency.id, series, year)
  return pattern.replaceAll('{n}', String(sequence).padStart(4, '0')).replaceAll('{year}', String(year))
}

/** Lines of a capacity block; what comes before a title keeps its small letters. */
function capacityLines(title: string, onBehalfOf?: string): string[] {
  const [acting = ''] = /^Pl[th]\. /.exec(title) ?? []
  const lines = [`${acting}${title.slice(acting.length).toUpperCase()},`]
  return onBehalfOf ? [`a.n. ${onBehalfOf.toUpperCase()}`, ...lines] : lines
}

export type PeopleRow = TemplateData<'proposal-letter-1'>['people'][number]

/** One line of the list that goes with a letter of proposal. */
export function lineOf(
  proposal: Pick<Proposal, 'fromRank' | 'toRank' | 'type'>,
  employee: { name: string; frontTitle: string | null; backTitle: string | null; nip: string },
): PeopleRow {
  const full = [employee.frontTitle, employee.name].filter(Boolean).join(' ')
  const words = TYPE_WORDS[proposal.type] ?? proposal.type
  return {
    name: employee.backTitle ? `${full}, ${employee.backTitle}` : full,
    nip: employee.nip,
    from: proposal.fromRank as Rank,
    to: proposal.toRank as Rank,
    promotionType: words.charAt(0).toUpperCase() + words.slice(1),
  }
}

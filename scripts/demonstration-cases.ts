import type { Sql } from 'postgres'
import { transact } from '@/db/client.server'
import type { Context, Role } from '@/lib/auth/actor'
import { standingActor } from '@/lib/auth/standing-actor.server'
import { addDays, type CivilDate, civilDateIn } from '@/lib/civil-date'
import { runSigningBatch } from '@/lib/documents/signing.server'
import { type Decree, markHeldBack } from '@/lib/sapk/delegation.server'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { computeNominative } from '@/lib/sapk/nominative.server'
import { listPeriods } from '@/lib/sapk/periods.server'
import { approveProposal } from '@/lib/sapk/proposal-agency.server'
import { acceptProposal, initialProposal, recordCheck, returnProposal } from '@/lib/sapk/proposal-bkn.server'
import { handOverDecree, prepareDecree, signDecrees } from '@/lib/sapk/proposal-decree.server'
import { findProposal } from '@/lib/sapk/proposal-detail.server'
import { listProposalDocuments, uploadDocument } from '@/lib/sapk/proposal-documents.server'
import { openForReview } from '@/lib/sapk/proposal-hold.server'
import { signLetters } from '@/lib/sapk/proposal-letter.server'
import { createProposals } from '@/lib/sapk/proposal-make.server'
import { submitProposal } from '@/lib/sapk/proposal-submit.server'
import { signTechnicalApprovals } from '@/lib/sapk/proposal-technical.server'
import { promotionSigning } from '@/lib/sapk/public.server'
import { reviewItems } from '@/lib/sapk/review'
import { demonstrationPaper } from '@/scripts/demonstration-papers'

/** How many people of the demonstration stand at each point of the way. */
const STOPS = {
  draft: 3,
  submitted: 3,
  approved: 2,
  sent: 6,
  returned: 2,
  initialled: 2,
  approvedByBkn: 2,
  decree: 2,
  done: 3,
}
type Stop = keyof typeof STOPS
const WAY = Object.keys(STOPS) as Stop[]

/**
 * Leads some people of the demonstration agency along the way of a promotion, by the commands that the pages call and
 * as the demonstration's own accounts, so that every queue has something in it and every paper is signed. Nothing
 * happens while no period takes proposals, and a small agency has less on its way. After an interruption the groups that
 * had begun stay where they are, and the others follow.
 */
export async function addDemonstrationCases(owner: Sql, now: Date): Promise<number> {
  const today = civilDateIn('Asia/Jakarta', now)
  const staff = await demonstrationStaff(owner)
  const officer = await staff('petugas', 'mutation_officer', now)
  const period = await openPeriod(officer, today)
  if (!period) return 0
  await computeNominative({ agencyId: officer.actor.agencyId }, period.effectiveOn, now)
  const wanted = Object.values(STOPS).reduce((sum, count) => sum + count, 0)
  const people = await eligiblePeople(owner, officer.actor.agencyId, period.effectiveOn, wanted)
  const walk = new Walk(owner, staff, period.effectiveOn, period.opensOn, today)
  const begun = await countProposals(owner, officer.actor.agencyId)
  let taken = 0
  let passed = 0
  for (const stop of WAY.toReversed()) {
    passed += STOPS[stop]
    if (passed - STOPS[stop] < begun) continue
    const group = people.slice(taken, taken + STOPS[stop])
    taken += group.length
    if (group.length > 0) await walk.lead(group, stop)
  }
  return taken
}

async function countProposals(owner: Sql, agencyId: number): Promise<number> {
  const [found] = await owner<{ count: number }[]>`
    select count(*)::int from promotion_proposals where agency_id = ${agencyId}`
  return found?.count ?? 0
}

/** Whom the rules let through, up to the rank that the agency decides by itself; nobody of the staff. */
async function eligiblePeople(owner: Sql, agencyId: number, effectiveOn: CivilDate, wanted: number): Promise<string[]> {
  const rows = await owner<{ id: string }[]>`
    select employee_id as id from nominative_results r
    where agency_id = ${agencyId} and effective_on = ${effectiveOn} and outcome = 'eligible' and proposed_rank <= 'IV/b'
      and not exists (select from accounts a where a.employee_id = r.employee_id)
      and not exists (select from promotion_proposals p where p.employee_id = r.employee_id)
    order by name, employee_id limit ${wanted}`
  return rows.map(({ id }) => id)
}

async function openPeriod(officer: Context, today: CivilDate) {
  const periods = await transact(officer, (tx) => listPeriods(tx, today))
  return periods.filter(({ opensOn, closesOn }) => opensOn < today && today <= closesOn).at(-1)
}

type Staff = (userId: string, role: Role, at: Date) => Promise<Context>

async function demonstrationStaff(owner: Sql): Promise<Staff> {
  const accounts = await owner<
    { id: string; user_id: string }[]
  >`select id, user_id from accounts where is_demonstration`
  return async (userId, role, at) => {
    const account = accounts.find(({ user_id }) => user_id === userId)
    const actor = account && (await standingActor(account.id, role, at))
    if (!actor) throw new Error(`no demonstration account ${userId}`)
    return { actor, now: at }
  }
}

/** One group of people from their proposal to a stop. */
class Walk {
  constructor(
    private readonly owner: Sql,
    private readonly staff: Staff,
    private readonly effectiveOn: CivilDate,
    private readonly opensOn: CivilDate,
    private readonly today: CivilDate,
  ) {}

  async lead(people: string[], stop: Stop): Promise<void> {
    const steps: [Stop, () => Promise<void>][] = [
      ['draft', () => this.propose(people)],
      ['submitted', () => this.submit(people)],
      ['approved', () => this.approve(people)],
      ['sent', () => this.send(people)],
      ['returned', () => (stop === 'returned' ? this.giveBack(people) : this.accept(people))],
      ['initialled', () => this.initial(people)],
      ['approvedByBkn', () => this.signApproval(people)],
      ['decree', () => this.prepare(people)],
      ['done', () => this.signDecree(people)],
    ]
    for (const [reached, step] of steps) {
      await step()
      if (reached === stop) return
    }
  }

  private async propose(people: string[]) {
    await createProposals(await this.earlier('petugas', 'mutation_officer', 6), {
      effectiveOn: this.effectiveOn,
      employeeIds: people,
    })
  }

  private async submit(people: string[]) {
    const officer = await this.earlier('petugas', 'mutation_officer', 3)
    for (const person of people) {
      const detail = await findProposal(officer, (await this.refOf(person)).id)
      if (!detail) continue
      for (const { type, attached } of await listProposalDocuments(officer, detail)) {
        if (attached) continue
        const place = { id: detail.proposal.id, documentType: type, seen: null }
        await uploadDocument(officer, place, await demonstrationPaper(type, detail))
      }
      await submitProposal(officer, await this.refOf(person))
    }
  }

  private async approve(people: string[]) {
    const approver = await this.earlier('penyetuju', 'agency_approver', 1)
    for (const person of people) await approveProposal(approver, await this.refOf(person))
  }

  private async send(people: string[]) {
    const signer = await this.now('penandatangan', 'agency_signer')
    await runSigningBatch(promotionSigning, await signLetters(signer, await this.refsOf(people)))
  }

  private async giveBack(people: string[]) {
    const verifier = await this.now('verifikator', 'bkn_verifier')
    for (const person of people) {
      await openForReview(verifier, await this.refOf(person))
      await recordCheck(verifier, await this.refOf(person), {
        item: 'document:SK_PANGKAT',
        matches: false,
        reasonCode: 'document_unreadable',
        detail: 'Halaman 1 SK pangkat terpotong, nomor SK tidak terbaca.',
        nextStep: 'replace_document',
      })
      await returnProposal(verifier, await this.refOf(person))
    }
  }

  private async accept(people: string[]) {
    const verifier = await this.now('verifikator', 'bkn_verifier')
    for (const person of people) {
      await openForReview(verifier, await this.refOf(person))
      const detail = await findProposal(verifier, (await this.refOf(person)).id)
      if (!detail) continue
      const papers = detail.documents.map(({ documentType }) => documentType)
      for (const item of reviewItems(detail.proposal.type, papers)) {
        await recordCheck(verifier, await this.refOf(person), { item, matches: true })
      }
      await acceptProposal(verifier, await this.refOf(person))
    }
  }

  private async initial(people: string[]) {
    const verifiers = [await this.now('verifikator', 'bkn_verifier'), await this.now('verifikator.dua', 'bkn_verifier')]
    for (const person of people) {
      for (const verifier of verifiers) await initialProposal(verifier, await this.refOf(person))
    }
  }

  private async signApproval(people: string[]) {
    const signer = await this.now('penandatangan.bkn', 'bkn_signer')
    await runSigningBatch(promotionSigning, await signTechnicalApprovals(signer, await this.refsOf(people)))
  }

  private async prepare(people: string[]) {
    const officer = await this.now('petugas', 'mutation_officer')
    for (const person of people) {
      await prepareDecree(officer, await this.refOf(person))
      await handOverDecree(officer, await this.refOf(person))
    }
  }

  private async signDecree(people: string[]) {
    const decrees = await this.owner<(ProposalRef & Decree)[]>`
      select id, version, decree_authority as "decreeAuthority", to_rank as "toRank", effective_on::text as "effectiveOn"
      from promotion_proposals where employee_id = any(${people})`
    const signer = await this.now('penandatangan', 'agency_signer')
    const marked = await transact(signer, (tx) => markHeldBack(tx, signer, decrees))
    const alone = await this.now('penjabat.gubernur', 'agency_signer')
    for (const [who, isHeldBack] of [[signer, false] as const, [alone, true] as const]) {
      const refs = marked
        .filter((decree) => decree.isHeldBack === isHeldBack)
        .map(({ id, version }) => ({ id, version }))
      if (refs.length > 0) await runSigningBatch(promotionSigning, await signDecrees(who, refs))
    }
  }

  /** Somebody at work some days before today, at nine in Jakarta. */
  private earlier(userId: string, role: Role, daysAgo: number): Promise<Context> {
    const day = addDays(this.today, -daysAgo)
    return this.staff(userId, role, new Date(`${day < this.opensOn ? this.opensOn : day}T09:00:00+07:00`))
  }

  /** From the first signature on everything happens now: the keys of the test authority are not older. */
  private now(userId: string, role: Role): Promise<Context> {
    return this.staff(userId, role, new Date())
  }

  private async refOf(employeeId: string): Promise<ProposalRef> {
    const [ref] = await this.owner<ProposalRef[]>`
      select id, version from promotion_proposals where employee_id = ${employeeId}`
    if (!ref) throw new Error('the person was not proposed')
    return { id: ref.id, version: ref.version }
  }

  private refsOf(people: string[]): Promise<ProposalRef[]> {
    return Promise.all(people.map((person) => this.refOf(person)))
  }
}

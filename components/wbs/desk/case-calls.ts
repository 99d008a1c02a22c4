import { requireHeld, requireRead, today } from '@/components/wbs/desk/held'
import { canonical } from '@/lib/canonical-json'
import { Refusal, type Result, refusalData } from '@/lib/refusal'
import { decisionsIn, type Proposed, proposalIn } from '@/lib/wbs/decided'
import { type Proposal, signProposal } from '@/lib/wbs/decision'
import type { Envelope } from '@/lib/wbs/envelope'
import { type Farewell, type OwnFarewell, signFarewell } from '@/lib/wbs/farewell'
import { mustStay } from '@/lib/wbs/going-out'
import { hashHex } from '@/lib/wbs/protocol'
import type { ReportState } from '@/lib/wbs/steps'
import { signRetraction, signUnreadable } from '@/lib/wbs/unreadable'
import type { UnreadableReason } from '@/lib/wbs/unreadable-reasons'
import { isWithdrawn } from '@/lib/wbs/withdrawal'

/** What signatures say of a case, whatever the server does. */
export type Studied = {
  state: ReportState
  after: number // of the last message that decided something: what a proposal is signed for
  doubtful: number[] // decisions, by number, that were not taken by whom they need
  proposals: Proposed[]
  hashes: Record<number, string> // of each note, by number: what an LHP is signed by
  signed: string[] // hashes of the LHP that were signed
}

export const caseCalls = {
  /** Signs a step that another person is to confirm. */
  async signProposal(proposal: Proposal): Promise<string> {
    return signProposal(proposal, requireHeld().key.sign)
  },

  /** Signs that nobody can open a report; the day is that of this computer. */
  async signUnreadable({ report, reason }: { report: string; reason: UnreadableReason }) {
    const on = today()
    return { report, reason, on, signature: signUnreadable(report, { reason, on }, requireHeld().key.sign) }
  },

  /** Signs that a report opens here after all. */
  async signRetraction({ report }: { report: string }) {
    const on = today()
    return { report, on, signature: signRetraction(report, on, requireHeld().key.sign) }
  },

  /**
   * Signs that the owner of this desk goes out of a report that is open on it. Nothing is signed that the server would
   * refuse, as it stays good while the report runs on the same key. Refuses what `mustStay` names.
   */
  async signFarewell({
    report,
    reason,
    readers,
  }: {
    report: string
    reason: Farewell['reason']
    readers: readonly string[]
  }): Promise<Result<{ report: string } & OwnFarewell>> {
    const { key, manifest, officer } = requireHeld()
    const stay = mustStay(reason, readers, manifest, officer)
    if (stay) return { ok: false, refusal: refusalData(new Refusal(stay)) }
    const said = { epoch: requireRead(report).pesan.conversation.passed, on: today() }
    return { ok: true, data: { report, ...said, signature: signFarewell(report, { ...said, reason }, key.sign) } }
  },

  /** What a case comes to by its signed messages and notes, which were opened and checked before. */
  async study({
    report,
    messages,
    notes,
  }: {
    report: string
    messages: Envelope[]
    notes: Envelope[]
  }): Promise<Studied> {
    const { manifest } = requireHeld()
    const { withdrawal, pesan } = requireRead(report)
    const { decided, standing } = decisionsIn(messages, manifest)
    const { after } = standing
    const reporterKey = pesan.conversation.reporter?.sign ?? ''
    const state = isWithdrawn(report, withdrawal, { reporterKey, decided: after }) ? 'withdrawn' : standing.state
    const examined = decided.filter(({ decision, isBinding }) => isBinding && decision.step === 'examine')
    return {
      ...{ state, after },
      doubtful: decided.filter(({ isBinding }) => !isBinding).map(({ seq }) => seq),
      proposals: notes.flatMap((note) => proposalIn(note, after, manifest) ?? []),
      hashes: Object.fromEntries(notes.map((note) => [note.seq, hashHex(canonical(note))])),
      signed: examined.flatMap(({ decision }) => decision.lhp ?? []),
    }
  },
}

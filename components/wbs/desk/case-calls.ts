import { requireHeld } from '@/components/wbs/desk/held'
import { canonical } from '@/lib/canonical-json'
import { decidedState, decisionIn, type Proposed, proposalIn } from '@/lib/wbs/decided'
import { type Proposal, signProposal } from '@/lib/wbs/decision'
import type { Envelope } from '@/lib/wbs/envelope'
import { hashHex } from '@/lib/wbs/protocol'
import type { ReportState } from '@/lib/wbs/steps'

/** What signatures say of a case, whatever the server does. */
export type Studied = {
  state: ReportState
  doubtful: number[] // decisions, by number, that too few people took
  proposals: Proposed[]
  hashes: Record<number, string> // of each note, by number: what an LHP is signed by
  signed: string[] // hashes of the LHP that were signed
}

export const caseCalls = {
  /** Signs a step that another person is to confirm. */
  async signProposal(proposal: Proposal): Promise<string> {
    return signProposal(proposal, requireHeld().key.sign)
  },

  /** What a case comes to by its signed messages and notes, which were opened and checked before. */
  async study({ messages, notes }: { messages: Envelope[]; notes: Envelope[] }): Promise<Studied> {
    const { manifest } = requireHeld()
    const decided = messages.map((envelope) => ({ seq: envelope.seq, ...decisionIn(envelope, manifest) }))
    return {
      state: decidedState(messages, manifest),
      doubtful: decided.filter(({ isBinding }) => isBinding === false).map(({ seq }) => seq),
      proposals: notes.flatMap((note) => proposalIn(note, manifest) ?? []),
      hashes: Object.fromEntries(notes.map((note) => [note.seq, hashHex(canonical(note))])),
      signed: decided.flatMap(({ decision, isBinding }) => (isBinding && decision?.lhp ? [decision.lhp] : [])),
    }
  },
}

import { type Attached, isAttached } from '@/lib/wbs/attached'
import type { Unopened } from '@/lib/wbs/conversation'
import { type Decided, decisionsIn } from '@/lib/wbs/decided'
import type { Decision } from '@/lib/wbs/decision'
import { type Envelope, REPORTER } from '@/lib/wbs/envelope'
import { type IdentityBody, type IdentityTold, NOTHING_TOLD, nextTold } from '@/lib/wbs/identity'
import type { Manifest } from '@/lib/wbs/manifest'
import { isMessageBody, isReportContent, type MessageBody, type ReportContent } from '@/lib/wbs/report-content'
import type { ReportState } from '@/lib/wbs/steps'
import type { WireMessage } from '@/lib/wbs/wire'

/** One thing in a conversation, as it is shown. `by` is the reporter or a role. */
export type Shown =
  | { kind: 'report'; content: ReportContent }
  | { kind: 'message'; by: string; body: MessageBody }
  | { kind: 'decision'; by: string; body: Decision; isBinding: boolean }
  | { kind: 'readers'; by: string; roles: string[] }
  | { kind: 'identity'; by: string; body: IdentityBody }
  | { kind: 'file'; by: string; body: Attached }
  | { kind: 'unreadable'; by: string }
  | { kind: 'unopened'; seq: number; by: string; isSigned: boolean } // of nobody, `by` is the server's word

/**
 * What of a checked conversation is shown, the state that its signed decisions lead to, and the last of them. What is said of the identity
 * counts only from whoever may say it.
 */
export function shownIn(
  envelopes: readonly Envelope[],
  manifest: Manifest,
): { shown: Shown[]; told: IdentityTold; state: ReportState; after: number } {
  const { decided, standing } = decisionsIn(envelopes, manifest)
  let told = NOTHING_TOLD
  const shown = envelopes.flatMap((envelope): Shown[] => {
    const decision = decided.find(({ seq }) => seq === envelope.seq)
    if (envelope.kind !== 'identitas') return shownOf(envelope, manifest, decision)
    const next = nextTold(told, envelope, manifest)
    told = next ?? told
    const by = writerOf(envelope, manifest)
    return [next ? { kind: 'identity', by, body: envelope.body as IdentityBody } : { kind: 'unreadable', by }]
  })
  return { shown, told, state: standing.state, after: standing.after }
}

/**
 * Everything in its place: what could not be opened stands between what was, so that nothing is missing in silence.
 *
 * @param shown one for each message that was opened, in their order
 */
export function inPlace(
  shown: readonly Shown[],
  unopened: readonly Unopened[],
  messages: readonly Pick<WireMessage, 'seq' | 'party'>[],
  manifest: Manifest,
): Shown[] {
  const opened = [...shown]
  return messages.flatMap(({ seq, party }): Shown[] => {
    const not = unopened.find((each) => each.seq === seq)
    const next = not ? undefined : opened.shift()
    if (!not) return next ? [next] : []
    const said = party === 'reporter' ? REPORTER : 'petugas'
    const by = not.signer === null ? said : writerOf({ sender: not.signer }, manifest)
    return [{ kind: 'unopened', seq, by, isSigned: not.signer !== null }]
  })
}

/** What of a checked message is shown; one whose content has not the shape it should have hides nothing but itself. */
export function shownOf(envelope: Envelope, manifest: Manifest, decided?: Decided): Shown[] {
  const { kind, body } = envelope
  const by = writerOf(envelope, manifest)
  const content = (body as { content?: unknown } | null)?.content
  if (kind === 'laporan') return [isReportContent(content) ? { kind: 'report', content } : { kind: 'unreadable', by }]
  if (kind === 'kunci')
    return [{ kind: 'readers', by, roles: (body as { members: string[] }).members.map((id) => roleOf(id, manifest)) }]
  if (kind === 'lampiran') return [isAttached(body) ? { kind: 'file', by, body } : { kind: 'unreadable', by }]
  if (decided)
    return [{ kind: 'decision', by: decided.role ?? by, body: decided.decision, isBinding: decided.isBinding }]
  return [isMessageBody(body) ? { kind: 'message', by, body } : { kind: 'unreadable', by }]
}

function writerOf({ sender }: Pick<Envelope, 'sender'>, manifest: Manifest): string {
  return sender === REPORTER ? REPORTER : roleOf(sender, manifest)
}

function roleOf(id: string, manifest: Manifest): string {
  return manifest.keys.find((key) => key.id === id)?.roles[0] ?? ''
}

import { type Conversation, openAll, type Received } from '@/lib/wbs/conversation'
import type { Box } from '@/lib/wbs/hybrid'
import type { Manifest } from '@/lib/wbs/manifest'
import { fromBase64url, hashHex, Tampered } from '@/lib/wbs/protocol'
import { openWrap } from '@/lib/wbs/wraps'

/** One ring of a report as the server gives it to one reader. */
export type ServedReport = {
  wraps: readonly { epoch: number; ct: string }[] // the reader's own
  messages: readonly { seq: number; epoch: number; ct: string; sender?: string | null }[] // all, from the first
}

/** How far a reader who remembers has read: the conversation then, or its number and hash. */
export type ReadSoFar = Pick<Conversation, 'seq' | 'prev'>

/**
 * Reads a ring of a report from its first message. What a single writer got wrong is passed over and named in `unopened`;
 * what only the server can have done throws `Tampered`, and then nothing may be shown: `wrong_seq` where numbers are
 * missing or less is there than was read before, `wrong_prev` where that was other.
 *
 * @param begin `beginConversation` or `beginNotes`
 * @param identity the reader's secret key; several where the key of last resort was replaced
 * @returns what was said, where the conversation is, and the keys of its epochs, to answer with and to give on: of those
 * of which something was opened, for a wrap may hold any key
 */
export async function readReport(
  begin: Conversation,
  { wraps, messages }: ServedReport,
  identity: string | readonly string[],
  manifest: Manifest,
  before?: ReadSoFar,
): Promise<Awaited<ReturnType<typeof openAll>> & { boxes: Box[] }> {
  const boxes: Box[] = []
  const junk = new Map<number, unknown>()
  for (const { epoch, ct } of wraps)
    try {
      boxes[epoch] = await openWrap(identity, fromBase64url(ct), { report: begin.report, epoch, ring: begin.ring })
    } catch (error) {
      junk.set(epoch, error)
    }
  const received = messages.map((message): Received => ({ ...message, ct: fromBase64url(message.ct) }))
  if (before) requireGrown(received, before)
  const boxOf = (epoch: number) => {
    const box = boxes[epoch]
    if (!box) throw junk.get(epoch) ?? new Tampered('cannot_decrypt', { epoch })
    return box
  }
  if (received.length === 0) throw new Tampered('wrong_seq')
  const read = await openAll(begin, received, boxOf, manifest)
  const opening: Box[] = []
  for (const { epoch } of read.envelopes) opening[epoch] = boxOf(epoch)
  return { ...read, boxes: opening }
}

/** The epochs of which nothing was opened: their key is junk, or the message that begins them. */
export function epochsUnread({
  envelopes,
  conversation,
}: Pick<Awaited<ReturnType<typeof openAll>>, 'envelopes' | 'conversation'>): number[] {
  const opened = new Set(envelopes.map(({ epoch }) => epoch))
  return Array.from({ length: conversation.passed + 1 }, (_, epoch) => epoch).filter((epoch) => !opened.has(epoch))
}

function requireGrown(received: readonly Received[], before: ReadSoFar): void {
  const last = received[before.seq - 1]
  if (!last) throw new Tampered('wrong_seq', { seq: received.length, expected: before.seq })
  if (hashHex(last.ct) !== before.prev) throw new Tampered('wrong_prev', { seq: before.seq })
}

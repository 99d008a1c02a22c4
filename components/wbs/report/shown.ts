import { type Envelope, REPORTER } from '@/lib/wbs/envelope'
import type { Manifest } from '@/lib/wbs/manifest'
import { isMessageBody, isReportContent, type MessageBody, type ReportContent } from '@/lib/wbs/report-content'

/** One thing in a conversation, as it is shown. `by` is the reporter or a role. */
export type Shown =
  | { kind: 'report'; content: ReportContent }
  | { kind: 'message'; by: string; body: MessageBody }
  | { kind: 'readers'; by: string; roles: string[] }
  | { kind: 'unreadable'; by: string }

/** What of a checked message is shown; one whose content has not the shape it should have hides nothing but itself. */
export function shownOf({ kind, sender, body }: Envelope, manifest: Manifest): Shown[] {
  const roleOf = (id: string) => manifest.keys.find((key) => key.id === id)?.roles[0] ?? ''
  const by = sender === REPORTER ? REPORTER : roleOf(sender)
  const content = (body as { content?: unknown } | null)?.content
  if (kind === 'laporan') return [isReportContent(content) ? { kind: 'report', content } : { kind: 'unreadable', by }]
  if (kind === 'kunci') return [{ kind: 'readers', by, roles: (body as { members: string[] }).members.map(roleOf) }]
  if (kind === 'lampiran') return []
  return [isMessageBody(body) ? { kind: 'message', by, body } : { kind: 'unreadable', by }]
}

import { civilDateIn } from '@/lib/civil-date'
import type { ReportContent } from '@/lib/wbs/report-content'
import type { SealedIdentity } from '@/lib/wbs/seal'
import type { EvidenceFile } from './evidence-file'

/** What is being written. It is in memory alone: leaving the page forgets it. */
export const draft = {
  category: '' as ReportContent['category'] | '',
  what: '',
  who: '',
  where: { text: '', isUnknown: false },
  when: { text: '', isUnknown: false },
  how: '',
  evidence: '',
  relation: '',
  risk: '',
  groupId: '',
  excluded: [] as string[],
  seenList: 0, // of readers, 0 is none; nothing is sent before: somebody among them may be the one it is about
  files: [] as EvidenceFile[], // sent after the report
  identity: null as SealedIdentity | null, // sealed apart from the report, after it was sent
}

export const STEPS = ['what', 'who', 'where', 'when', 'how', 'evidence', 'relation', 'risk', 'readers'] as const
export type Step = (typeof STEPS)[number]

/** The draft as it is locked and sent. */
export function contentOf(): ReportContent {
  const { groupId, excluded, seenList, files, identity, category, ...answers } = draft
  return { ...answers, category: category || 'other', writtenOn: civilDateIn('Asia/Jakarta', new Date()) }
}

import { civilDateIn } from '@/lib/civil-date'
import type { ReportContent } from '@/lib/wbs/report-content'

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
}

export const STEPS = ['what', 'who', 'where', 'when', 'how', 'evidence', 'relation', 'risk', 'readers'] as const
export type Step = (typeof STEPS)[number]

/** The draft as it is locked and sent. */
export function contentOf(): ReportContent {
  const { groupId, excluded, category, ...answers } = draft
  return { ...answers, category: category || 'other', writtenOn: civilDateIn('Asia/Jakarta', new Date()) }
}

import { useTranslations } from 'next-intl'
import { type StatusLook, StatusTag } from '@/components/ui/status-tag'
import type { PlanState } from '@/lib/kinerja/plan'

const LOOKS: Record<PlanState, StatusLook> = {
  draft: 'draft',
  proposed: 'waiting',
  referred: 'waiting',
  agreed: 'approved',
  replaced: 'cancelled',
  ended: 'cancelled',
}

export function PlanStateTag({ state }: { state: PlanState }) {
  const t = useTranslations('skp.state')
  return <StatusTag look={LOOKS[state]}>{t(state)}</StatusTag>
}

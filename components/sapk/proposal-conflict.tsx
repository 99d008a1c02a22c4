'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Conflict } from '@/components/ui/conflict'
import { dataWord } from '@/lib/i18n/data-word'
import type { RefusalData } from '@/lib/refusal'
import type { ProposalState } from '@/lib/sapk/proposal'

/** After `stale`: the status that the person saw beside the one that holds now. Draws nothing after anything else. */
export function ProposalConflict({ refusal, seen }: { refusal: RefusalData | null; seen: ProposalState }) {
  const t = useTranslations('proposal')
  const router = useRouter()
  if (refusal?.code !== 'stale') return null
  const now = String(refusal.facts.state)
  return (
    <Conflict
      rows={[{ label: t('detail.status'), seen: dataWord(t, `state.${seen}`), now: dataWord(t, `state.${now}`) }]}
      onReload={() => router.refresh()}
    />
  )
}

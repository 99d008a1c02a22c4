import { useTranslations } from 'next-intl'
import { type StatusLook, StatusTag } from '@/components/ui/status-tag'
import type { ItemState } from '@/lib/cat/item-state'

const LOOKS: Record<ItemState, StatusLook> = {
  draft: 'draft',
  in_review: 'waiting',
  approved: 'approved',
  retired: 'cancelled',
  leaked: 'rejected',
}

export function ItemStateTag({ state }: { state: ItemState }) {
  const t = useTranslations('bank.state')
  return <StatusTag look={LOOKS[state]}>{t(state)}</StatusTag>
}

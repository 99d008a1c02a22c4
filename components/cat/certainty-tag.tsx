import { useTranslations } from 'next-intl'
import { StatusTag } from '@/components/ui/status-tag'

/** Whether somebody has held the numbers against their source. */
export function CertaintyTag({ isConfirmed }: { isConfirmed: boolean }) {
  const t = useTranslations('programme')
  return (
    <StatusTag look={isConfirmed ? 'approved' : 'conditional'}>
      {t(isConfirmed ? 'confirmed' : 'unconfirmed')}
    </StatusTag>
  )
}

import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { formatNip } from '@/lib/format'

/** A NIP in its groups, and a button that copies its 18 digits plain. */
export function CopyableNip({ nip }: { nip: string }) {
  const t = useTranslations('common.nip')
  return (
    <CopyButton value={nip} label={t('copy')} copied={t('copied')} icon={<Icon name="copy" />}>
      <span className="num whitespace-nowrap">{formatNip(nip)}</span>
    </CopyButton>
  )
}

import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'

/** The SHA-256 of a signed file, short to the eye and whole when copied. */
export function LetterHash({ sha256 }: { sha256: string }) {
  const t = useTranslations('paper')
  return (
    <CopyButton value={sha256} label={t('copyHash')} copied={t('copied')} icon={<Icon name="copy" />}>
      <span className="num text-xs text-muted" title={sha256}>
        SHA-256 {sha256.slice(0, 8)}…{sha256.slice(-8)}
      </span>
    </CopyButton>
  )
}

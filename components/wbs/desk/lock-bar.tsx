'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useFirstFocus } from '@/components/ui/use-first-focus'
import { lockVault, takeTurn } from '@/components/wbs/desk/vault'

/** Says that the key lies open in this page, and puts it away. */
export function LockBar() {
  const t = useTranslations('desk.unlock')
  const told = useFirstFocus<HTMLParagraphElement>(takeTurn)
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3 rounded-md border border-line bg-surface px-4 py-2 text-sm">
      <Icon name="key-round" />
      <p ref={told} tabIndex={-1} className="min-w-0 flex-1 basis-56">
        {t('open')}
      </p>
      <Button size="sm" icon={<Icon name="lock" />} onClick={() => lockVault()}>
        {t('lock')}
      </Button>
    </div>
  )
}

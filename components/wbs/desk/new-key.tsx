'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { useKeyNames } from '@/components/wbs/desk/report-context'
import type { Result } from '@/lib/refusal'

type Make = () => Promise<Result<void>>

/** Somebody has left while the report still runs on a key that they know, or that key does not open here. */
export function NewKey({ text, make }: { text: string; make: Make }) {
  const t = useTranslations('desk.keys')
  const command = useCommand()
  return (
    <div className="mb-3">
      <Notice
        tone="warning"
        title={t('newKey')}
        action={
          <Button busy={command.isBusy} onClick={() => command.run(make)}>
            {t('makeKey')}
          </Button>
        }
      >
        {command.trouble ?? text}
      </Notice>
    </div>
  )
}

/** Those of whom the server alone says that they are gone: never left out along with another need of a new key. */
export function NewKeyWithout({ withheld, make }: { withheld: readonly string[]; make: Make }) {
  const t = useTranslations('desk.keys')
  const nameOf = useKeyNames()
  const names = new Intl.ListFormat(useLocale()).format(new Set(withheld.map((id) => nameOf(id) ?? '')))
  return (
    <div className="mb-3">
      <Notice
        tone="danger"
        title={t('withheld', { names })}
        action={
          <ConfirmButton
            label={t('makeKeyWithout')}
            title={t('withoutTitle', { names })}
            confirmLabel={t('makeKeyWithout')}
            cancelLabel={t('close')}
            variant="danger"
            run={make}
          >
            <p>{t('withoutText', { names })}</p>
          </ConfirmButton>
        }
      >
        {t('withheldText')}
      </Notice>
    </div>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { SigningDialog } from '@/components/access/signing-dialog'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/session').then((file) => file.signedRef)

/** Signs what stands under an id. Needs the messages of `exam`. */
export function ProofDialog({
  id,
  label,
  why,
  action,
}: {
  id: string
  label: string
  why: string
  action: Action<{ id: string; password: string; code: string }, unknown>
}) {
  const t = useTranslations('exam.minutes')
  return (
    <SigningDialog
      schema={schema}
      action={action}
      defaults={{ id }}
      words={{ title: label, why, cancel: t('cancel'), confirm: t('confirm') }}
      button={(open) => (
        <Button variant="primary" icon={<Icon name="signature" />} onClick={open}>
          {label}
        </Button>
      )}
    />
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { SigningDialog } from '@/components/access/signing-dialog'
import { Button } from '@/components/ui/button'
import type { FormInput } from '@/lib/kinerja/form-input'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/kinerja/form-input').then((file) => file.signedFormInput)

export type SignFormAction = Action<FormInput & { password: string; code: string }, unknown>

/** Signs one form after password and code were asked for once more. */
export function SignForm({ subject, sign }: { subject: FormInput; sign: SignFormAction }) {
  const t = useTranslations('evaluation.forms')
  const name = t(`form.${subject.form}`)
  return (
    <SigningDialog
      schema={schema}
      action={sign}
      defaults={subject}
      words={{ title: t('signOne', { name }), why: t('why'), cancel: t('cancel'), confirm: t('sign') }}
      button={(open) => (
        <Button size="sm" onClick={open}>
          {t('sign')}
          <span className="sr-only"> {name}</span>
        </Button>
      )}
    />
  )
}

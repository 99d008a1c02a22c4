'use client'

import { useTranslations } from 'next-intl'
import { SigningDialog } from '@/components/access/signing-dialog'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/session').then((file) => file.signedMinutes)

export type SignMinutesAction = Action<{
  id: string
  computers: string
  witnessId: string
  password: string
  code: string
}>

/** The supervisor's signature: how many computers were ready, and who of the agency signs after. */
export function SignMinutes({
  sessionId,
  label,
  witnesses,
  action,
}: {
  sessionId: string
  label: string
  witnesses: readonly { accountId: string; name: string }[]
  action: SignMinutesAction
}) {
  const t = useTranslations('exam.minutes')
  return (
    <SigningDialog
      schema={schema}
      action={action}
      defaults={{ id: sessionId, computers: '', witnessId: '' }}
      words={{ title: label, why: t('why'), cancel: t('cancel'), confirm: t('confirm') }}
      button={(open) => (
        <Button variant="primary" icon={<Icon name="signature" />} onClick={open}>
          {label}
        </Button>
      )}
    >
      {({ register, formState: { errors } }) => (
        <>
          <Field label={t('computers')} hint={t('computersHint')} error={errors.computers?.message}>
            <input inputMode="numeric" autoComplete="off" className="max-w-32" {...register('computers')} />
          </Field>
          <Field label={t('witness')} error={errors.witnessId?.message}>
            <select {...register('witnessId')}>
              <option value="">{t('chooseWitness')}</option>
              {witnesses.map(({ accountId, name }) => (
                <option key={accountId} value={accountId}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
        </>
      )}
    </SigningDialog>
  )
}

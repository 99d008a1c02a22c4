'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { FirstPassword } from '@/components/access/first-password'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Choice } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldGroup } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { accountResetInput, accountRolesInput } from '@/lib/auth/account'
import { type Role, roles } from '@/lib/auth/actor'
import type { Action } from '@/lib/refusal'

const rolesSchema = () => import('@/lib/auth/account').then((file) => file.accountRolesInput)
const resetSchema = () => import('@/lib/auth/account').then((file) => file.accountResetInput)

type Account = { id: string; version: number; userId: string; state: 'active' | 'disabled'; roles: Role[] }
type ReasonAction<T = void> = Action<z.input<typeof accountResetInput>, T>

/** What the administrator may do with an account: other roles, disable or enable, a new first password. */
export function AccountForms({
  account,
  isOwn,
  changeRoles,
  disable,
  enable,
  reset,
}: {
  account: Account
  isOwn: boolean
  changeRoles: Action<z.input<typeof accountRolesInput>>
  disable: ReasonAction
  enable: ReasonAction
  reset: ReasonAction<string>
}) {
  const t = useTranslations('access.accounts')
  const [password, setPassword] = useState<string>()
  const isActive = account.state === 'active'
  if (isOwn) return <Notice tone="info">{t('own')}</Notice>
  return (
    <div className="grid gap-6">
      {password && <FirstPassword password={password} userId={account.userId} />}
      <Card title={t('roles')}>
        <RolesForm key={account.version} account={account} action={changeRoles} />
      </Card>
      <Card title={isActive ? t('disable') : t('enable')}>
        <ReasonForm
          key={account.version}
          account={account}
          action={isActive ? disable : enable}
          label={isActive ? t('disable') : t('enable')}
          explanation={isActive ? t('disableExplanation') : t('enableExplanation')}
        />
      </Card>
      <Card title={t('reset')}>
        <ReasonForm
          key={account.version}
          account={account}
          action={reset}
          label={t('reset')}
          explanation={t('resetExplanation')}
          onDone={setPassword}
        />
      </Card>
    </div>
  )
}

function RolesForm({ account, action }: { account: Account; action: Action<z.input<typeof accountRolesInput>> }) {
  const t = useTranslations('access')
  const { id, version } = account
  const { form, submit, summary, isBusy } = useActionForm(rolesSchema, action, { id, version, roles: account.roles })
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <ErrorSummary {...summary} />
      <FieldGroup legend={t('accounts.roles')} hint={t('accounts.rolesHint')} error={errors.roles?.message}>
        {roles.map((role) => (
          <Choice key={role} type="checkbox" value={role} label={t(`role.${role}`)} {...form.register('roles')} />
        ))}
      </FieldGroup>
      <Button type="submit" busy={isBusy} className="justify-self-start">
        {t('accounts.saveRoles')}
      </Button>
    </form>
  )
}

function ReasonForm<T>({
  account,
  action,
  label,
  explanation,
  onDone,
}: {
  account: Account
  action: ReasonAction<T>
  label: string
  explanation: string
  onDone?: (data: T) => void
}) {
  const t = useTranslations('access.accounts')
  const { id, version } = account
  const { form, submit, summary, isBusy } = useActionForm(resetSchema, action, { id, version, reason: '' }, onDone)
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <p className="text-sm text-muted">{explanation}</p>
      <ErrorSummary {...summary} />
      <Field label={t('reason')} hint={t('reasonHint')} error={errors.reason?.message}>
        <input type="text" {...form.register('reason')} />
      </Field>
      <Button type="submit" busy={isBusy} className="justify-self-start">
        {label}
      </Button>
    </form>
  )
}

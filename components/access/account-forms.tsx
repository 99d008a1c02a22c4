'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { AccountConflict, type ShownAccount } from '@/components/access/account-conflict'
import { ActingCard } from '@/components/access/acting-card'
import { FirstPassword } from '@/components/access/first-password'
import { type ReasonAction, ReasonForm } from '@/components/access/reason-form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Choice } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { FieldGroup } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { accountActingInput, accountRolesInput } from '@/lib/auth/account'
import { roles } from '@/lib/auth/actor'
import type { Action } from '@/lib/refusal'

const rolesSchema = () => import('@/lib/auth/account').then((file) => file.accountRolesInput)

type Account = ShownAccount & { userId: string }

/** What the administrator may do with an account: other roles, disable or enable, a new first password. */
export function AccountForms({
  account,
  isOwn,
  changeRoles,
  assignActing,
  endActing,
  disable,
  enable,
  reset,
}: {
  account: Account
  isOwn: boolean
  changeRoles: Action<z.input<typeof accountRolesInput>>
  assignActing: Action<z.input<typeof accountActingInput>>
  endActing: ReasonAction
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
      <ActingCard key={account.version} account={account} assign={assignActing} end={endActing} />
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
  const { form, submit, summary, refusal, isBusy } = useActionForm(rolesSchema, action, {
    id,
    version,
    roles: account.roles,
  })
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <ErrorSummary {...summary} />
      <AccountConflict account={account} form={form} refusal={refusal} />
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

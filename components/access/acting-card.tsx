'use client'

import { useLocale, useTranslations } from 'next-intl'
import type * as z from 'zod'
import { AccountConflict, type Assignment, type ShownAccount } from '@/components/access/account-conflict'
import { type ReasonAction, ReasonForm } from '@/components/access/reason-form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Choice } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldGroup } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { accountActingInput } from '@/lib/auth/account'
import { roles } from '@/lib/auth/actor'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/auth/account').then((file) => file.accountActingInput)

/** Plt and Plh: the role in which an account acts for another official, and until when. */
export function ActingCard({
  account,
  assign,
  end,
}: {
  account: ShownAccount
  assign: Action<z.input<typeof accountActingInput>>
  end: ReasonAction
}) {
  const t = useTranslations('access.accounts.acting')
  return (
    <Card title={t('title')}>
      {account.acting ? (
        <ReasonForm account={account} action={end} label={t('end')} explanation={<Standing {...account.acting} />} />
      ) : (
        <AssignForm account={account} action={assign} />
      )}
    </Card>
  )
}

function Standing({ role, kind, post, until, letterNumber, isOver }: NonNullable<ShownAccount['acting']>) {
  const t = useTranslations('access')
  const date = formatDate(until, 'long', localeFrom(useLocale()))
  const names = { kind: t(`acting.kind.${kind}`), role: t(`role.${role}`) }
  return (
    <>
      {t('accounts.acting.standing', { ...names, post, date, letter: letterNumber })}
      {isOver && ` ${t('accounts.acting.over', { date })}`}
    </>
  )
}

function AssignForm({
  account,
  action,
}: {
  account: ShownAccount
  action: Action<z.input<typeof accountActingInput>>
}) {
  const t = useTranslations('access')
  const { id, version } = account
  const open = roles.filter((role) => role !== 'employee' && !account.roles.includes(role))
  const empty = { id, version, role: '' as Assignment['role'], kind: '' as Assignment['kind'] }
  const { form, submit, summary, refusal, isBusy } = useActionForm(schema, action, {
    ...empty,
    post: '',
    letterNumber: '',
    until: '',
  })
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <p className="text-sm text-muted">{t('accounts.acting.explanation')}</p>
      <ErrorSummary {...summary} />
      <AccountConflict account={account} form={form} refusal={refusal} />
      <FieldGroup legend={t('accounts.acting.kind')} error={errors.kind?.message}>
        {(['acting', 'daily'] as const).map((kind) => (
          <Choice key={kind} value={kind} label={t(`accounts.acting.kinds.${kind}`)} {...form.register('kind')} />
        ))}
      </FieldGroup>
      <Field label={t('accounts.acting.role')} error={errors.role?.message}>
        <select {...form.register('role')}>
          <option value="" />
          {open.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('accounts.acting.post')} hint={t('accounts.acting.postHint')} error={errors.post?.message}>
        <input type="text" {...form.register('post')} />
      </Field>
      <Field label={t('accounts.acting.letterNumber')} error={errors.letterNumber?.message}>
        <input type="text" {...form.register('letterNumber')} />
      </Field>
      <Field label={t('accounts.acting.until')} error={errors.until?.message}>
        <input type="date" {...form.register('until')} />
      </Field>
      <Button type="submit" busy={isBusy} className="justify-self-start">
        {t('accounts.acting.save')}
      </Button>
    </form>
  )
}

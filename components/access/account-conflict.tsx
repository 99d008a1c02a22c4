'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import type * as z from 'zod'
import { FormConflict } from '@/components/ui/form-conflict'
import type { accountActingInput } from '@/lib/auth/account'
import type { Role } from '@/lib/auth/actor'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

export type Assignment = Omit<z.output<typeof accountActingInput>, 'id' | 'version'>

/** An account as its page shows it. */
export type ShownAccount = {
  id: string
  version: number
  state: 'active' | 'disabled'
  roles: Role[]
  acting: (Omit<Assignment, 'role'> & { role: Role; isOver: boolean }) | null
}

/** After `stale`: what the page showed of the account beside what it is now. */
export function AccountConflict<Input extends FieldValues, Output>({
  account,
  form,
  refusal,
}: {
  account: ShownAccount
  form: UseFormReturn<Input, unknown, Output>
  refusal: ComponentProps<typeof FormConflict>['refusal']
}) {
  const t = useTranslations('access')
  const locale = localeFrom(useLocale())
  const router = useRouter()
  const rolesOf = (roles: unknown) => (roles as Role[]).map((role) => t(`role.${role}`)).sort()
  const actingOf = (acting: unknown) => {
    if (!acting) return '-'
    const { kind, role, post, until, letterNumber } = acting as NonNullable<ShownAccount['acting']>
    const names = { kind: t(`acting.kind.${kind}`), role: t(`role.${role}`) }
    return t('accounts.acting.standing', {
      ...names,
      post,
      date: formatDate(until, 'long', locale),
      letter: letterNumber,
    })
  }
  return (
    <FormConflict
      form={form}
      refusal={refusal}
      seen={account}
      onTake={'roles' in form.getValues() ? undefined : () => router.refresh()}
      fields={[
        { name: 'state', label: t('accounts.state'), show: (state) => t(`accounts.${state as ShownAccount['state']}`) },
        { name: 'roles', label: t('accounts.roles'), show: (roles) => rolesOf(roles).join(', ') },
        { name: 'acting', label: t('accounts.acting.title'), show: actingOf },
      ]}
    />
  )
}

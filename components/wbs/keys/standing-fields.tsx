'use client'

import { useTranslations } from 'next-intl'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Choice } from '@/components/ui/choice'
import { Field, FieldGroup } from '@/components/ui/field'
import { OFFICER_ROLES } from '@/lib/wbs/officer-roles'

type Standing = 'position' | 'roles' | 'groupId'

/** What somebody is inside, as the next list is to say it; a key that stands in a list keeps its roles. */
export function StandingFields({
  fields,
  errors,
  groups,
}: {
  fields: Record<'position' | 'groupId', UseFormRegisterReturn> & { roles?: UseFormRegisterReturn }
  errors: Partial<Record<Standing, { message?: string }>>
  groups: readonly { id: string; name: string }[]
}) {
  const t = useTranslations('desk.keys')
  return (
    <>
      <Field label={t('position')} error={errors.position?.message}>
        <input type="text" autoComplete="off" {...fields.position} />
      </Field>
      {fields.roles && (
        <FieldGroup legend={t('roles')} hint={t('rolesHint')} error={errors.roles?.message}>
          <div className="grid gap-x-4 sm:grid-cols-2">
            {OFFICER_ROLES.map((role) => (
              <Choice key={role} type="checkbox" label={t(`role.${role}`)} value={role} {...fields.roles} />
            ))}
          </div>
        </FieldGroup>
      )}
      <Field label={t('group')} hint={t('groupHint')} error={errors.groupId?.message}>
        <select {...fields.groupId}>
          <option value="">{t('noGroup')}</option>
          {groups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </Field>
    </>
  )
}

/** An empty choice is no group. */
export const groupValue = { setValueAs: (value: string | null) => value || null }

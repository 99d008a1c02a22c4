'use client'

import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldGroup } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import { formatNip } from '@/lib/format'
import type { Action } from '@/lib/refusal'
import type { MergeInput } from '@/lib/registry/inputs'

const schema = () => import('@/lib/registry/inputs').then((file) => file.mergeInput)

type Person = { id: string; nip: string; name: string; agencyName: string }

/** Which of two records stays, and why they are one person. */
export function MergeForm({
  pair: [one, other],
  action,
  backHref,
}: {
  pair: readonly [Person, Person]
  action: Action<MergeInput>
  backHref: string
}) {
  const t = useTranslations('registry.duplicates')
  const empty = { oneId: one.id, otherId: other.id, keptId: '', reason: '' }
  const { form, submit, summary, isBusy } = useActionForm(schema, action, empty)
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-[720px] gap-4">
      <ErrorSummary {...summary} />
      <FieldGroup legend={t('kept')} error={errors.keptId?.message}>
        <div className="grid gap-2 md:grid-cols-2">
          {[one, other].map(({ id, nip, name, agencyName }) => (
            <Choice
              key={id}
              framed
              value={id}
              label={formatNip(nip)}
              hint={`${name}, ${agencyName}`}
              {...form.register('keptId')}
            />
          ))}
        </div>
      </FieldGroup>
      <Field label={t('reason')} hint={t('mergeReasonHint')} error={errors.reason?.message}>
        <textarea rows={3} {...form.register('reason')} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="danger" busy={isBusy}>
          {t('merge')}
        </Button>
        <ButtonLink href={backHref}>{t('back')}</ButtonLink>
      </div>
    </form>
  )
}

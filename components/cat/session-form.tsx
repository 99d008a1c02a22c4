'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldGroup } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { SessionInput } from '@/lib/cat/session-plan'
import { zoneLabel } from '@/lib/format'
import type { Action } from '@/lib/refusal'
import { siteZone } from '@/lib/zones-abroad'

const schema = () => import('@/lib/cat/session-plan').then((file) => file.sessionInput)

type Site = { id: string; name: string; zone: string; rooms: readonly { id: string; name: string; seats: number }[] }

/** Programme, site with its rooms, day and hour. The programme stays once somebody may be in the session. */
export function SessionForm({
  session,
  programmes,
  sites,
  save,
}: {
  session: SessionInput
  programmes: readonly { id: string; name: string; isConfirmed: boolean }[]
  sites: readonly Site[]
  save: Action<SessionInput, string>
}) {
  const t = useTranslations('plan')
  const router = useRouter()
  const { form, submit, summary, isBusy } = useActionForm(schema, save, session, (id) => {
    router.push(`/cat/sesi/${id}/atur` as Parameters<typeof router.push>[0])
  })
  const { register, watch, setValue, formState } = form
  const { errors } = formState
  const site = sites.find(({ id }) => id === watch('siteId'))
  const chosen = watch('roomIds')
  const seats = site?.rooms.filter(({ id }) => chosen.includes(id)).reduce((sum, room) => sum + room.seats, 0) ?? 0
  const zone = site && zoneLabel(siteZone(site.zone))
  const siteField = register('siteId', {
    onChange: ({ target }) =>
      setValue('roomIds', sites.find(({ id }) => id === target.value)?.rooms.map(({ id }) => id) ?? []),
  })
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      <ErrorSummary {...summary} />
      <Field label={t('programme')} hint={t('programmeHint')} error={errors.programmeId?.message}>
        <select disabled={session.id !== null} {...register('programmeId')}>
          <option value="">{t('pick')}</option>
          {programmes.map(({ id, name, isConfirmed }) => (
            <option key={id} value={id}>
              {isConfirmed ? name : t('unconfirmed', { name })}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('site')} error={errors.siteId?.message}>
        <select {...siteField}>
          <option value="">{t('pick')}</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      {site && (
        <FieldGroup legend={t('rooms')} error={errors.roomIds?.message}>
          {site.rooms.length === 0 && <p className="text-sm text-muted">{t('noRoom')}</p>}
          <div className="grid gap-2 sm:grid-cols-2">
            {site.rooms.map(({ id, name, seats: own }) => (
              <Choice
                key={id}
                framed
                type="checkbox"
                value={id}
                label={name}
                hint={t('seats', { count: own })}
                {...register('roomIds')}
              />
            ))}
          </div>
          <p className="mt-2 text-sm text-muted" aria-live="polite">
            {t('capacity', { count: seats })}
          </p>
        </FieldGroup>
      )}
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field label={t('day')} error={errors.startsOn?.message}>
          <input type="date" {...register('startsOn')} />
        </Field>
        <Field label={zone ? t('timeIn', { zone }) : t('time')} error={errors.startsAtTime?.message}>
          <input type="time" {...register('startsAtTime')} />
        </Field>
      </div>
      <div>
        <Button type="submit" variant="primary" busy={isBusy}>
          {t(session.id === null ? 'create' : 'save')}
        </Button>
      </div>
    </form>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { Tag } from '@/components/ui/tag'
import { useActionForm } from '@/components/ui/use-action-form'
import { KeyWords } from '@/components/wbs/keys/key-words'
import { groupValue, StandingFields } from '@/components/wbs/keys/standing-fields'
import type { Action } from '@/lib/refusal'
import type { OfferApproval } from '@/lib/wbs/key-list'
import type { WaitingOffer } from '@/lib/wbs/key-offer.server'

type Groups = readonly { id: string; name: string }[]
export type OfferActions = { approve: Action<OfferApproval>; refuse: Action<{ offer: string }> }

const TONES = { offered: 'waiting', approved: 'success', refused: 'neutral' } as const
const ICONS = { offered: 'clock', approved: 'check', refused: 'x' } as const

/** Keys that people made in their own browsers and that no signed list names yet. */
export function OfferedKeys({
  offers,
  groups,
  actions,
}: {
  offers: WaitingOffer[]
  groups: Groups
  actions: OfferActions
}) {
  const t = useTranslations('desk.keys')
  return (
    <Card title={t('offers')}>
      <p className="mb-3 text-sm text-muted">{t('offersHint')}</p>
      {offers.length === 0 && <p className="text-sm">{t('noOffers')}</p>}
      <ul className="grid gap-4">
        {offers.map((offer) => (
          <li key={offer.id} className="grid gap-2 border-t border-line pt-3 text-sm first:border-0 first:pt-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <b>{offer.name || t('unnamed')}</b>
              <Tag tone={TONES[offer.state]} icon={ICONS[offer.state]}>
                {t(`offerState.${offer.state}`)}
              </Tag>
              {offer.roles && (
                <span className="text-muted">
                  {offer.roles.map((role) => t(`role.${role}` as 'role.inspektur')).join(', ')}
                </span>
              )}
            </p>
            <KeyWords words={offer.words} label={t('words')} />
            {offer.state !== 'refused' && (
              <div className="flex flex-wrap gap-2">
                <Approve offer={offer} groups={groups} approve={actions.approve} />
                <ConfirmButton
                  label={t('refuse')}
                  title={t('refuseTitle')}
                  confirmLabel={t('refuse')}
                  cancelLabel={t('close')}
                  size="sm"
                  run={() => actions.refuse({ offer: offer.id })}
                >
                  <p>{t('refuseText', { name: offer.name || t('unnamed') })}</p>
                </ConfirmButton>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const schema = () => import('@/lib/wbs/key-list').then((file) => file.offerApproval)

function Approve({
  offer,
  groups,
  approve,
}: {
  offer: WaitingOffer
  groups: Groups
  approve: OfferActions['approve']
}) {
  const t = useTranslations('desk.keys')
  const [isOpen, setIsOpen] = useState(false)
  const { id, name, position, roles, groupId, state } = offer
  const defaults = {
    offer: id,
    name: name ?? '',
    position: position ?? '',
    roles: (roles ?? []) as OfferApproval['roles'],
    groupId,
  }
  const dialog = useActionForm(schema, approve, defaults, () => setIsOpen(false))
  const { register, formState } = dialog.form
  const fields = { position: register('position'), roles: register('roles'), groupId: register('groupId', groupValue) }
  return (
    <>
      <Button size="sm" variant={state === 'offered' ? 'primary' : undefined} onClick={() => setIsOpen(true)}>
        {t(state === 'approved' ? 'approveAgain' : 'approve')}
      </Button>
      <FormDialog
        title={t('approveTitle')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('approve')}
        form={dialog}
      >
        <p className="text-sm">{t('compare')}</p>
        <KeyWords words={offer.words} label={t('words')} />
        <Field label={t('name')} error={formState.errors.name?.message}>
          <input type="text" autoComplete="off" {...register('name')} />
        </Field>
        <StandingFields fields={fields} errors={formState.errors} groups={groups} />
      </FormDialog>
    </>
  )
}

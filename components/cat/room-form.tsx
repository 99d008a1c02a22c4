'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SeatPlan } from '@/components/cat/seat-plan'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { Icon } from '@/components/ui/icon'
import { useActionForm } from '@/components/ui/use-action-form'
import type { RoomInput } from '@/lib/cat/site'
import type { Action } from '@/lib/refusal'

const schema = () => import('@/lib/cat/site').then((file) => file.roomInput)

type Props = { room: RoomInput; save: Action<RoomInput> }

/** A button, and behind it the room: rows, seats in a row, and how that looks. */
export function RoomForm({ room, save }: Props) {
  const t = useTranslations('site')
  const [isOpen, setIsOpen] = useState(false)
  const isNew = room.id === null
  return (
    <>
      <Button
        variant={isNew ? 'primary' : 'secondary'}
        size={isNew ? undefined : 'sm'}
        icon={<Icon name={isNew ? 'plus' : 'pencil'} />}
        onClick={() => setIsOpen(true)}
      >
        {t(isNew ? 'newRoom' : 'changeRoom')}
        {!isNew && <span className="sr-only">: {room.name}</span>}
      </Button>
      {isOpen && <RoomDialog room={room} save={save} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function RoomDialog({ room, save, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations('site')
  const answer = useActionForm(schema, save, room, onClose)
  const { register, watch, formState } = answer.form
  const [rows, seatsPerRow] = [Number(watch('rows')), Number(watch('seatsPerRow'))]
  const isDrawable = rows >= 1 && seatsPerRow >= 1 && rows * seatsPerRow <= 2_000
  return (
    <FormDialog
      isOpen
      onClose={onClose}
      title={room.id === null ? t('newRoom') : t('changeRoomNamed', { name: room.name })}
      closeLabel={t('cancel')}
      submitLabel={t('saveRoom')}
      form={answer}
    >
      <Field label={t('roomName')} hint={t('roomNameHint')} error={formState.errors.name?.message}>
        <input autoComplete="off" data-autofocus {...register('name')} />
      </Field>
      <div className="grid grid-cols-2 items-end gap-4">
        <Field label={t('rowCount')} error={formState.errors.rows?.message}>
          <input inputMode="numeric" autoComplete="off" {...register('rows')} />
        </Field>
        <Field label={t('seatsPerRow')} error={formState.errors.seatsPerRow?.message}>
          <input inputMode="numeric" autoComplete="off" {...register('seatsPerRow')} />
        </Field>
      </div>
      <div aria-live="polite" className="text-sm text-muted">
        {isDrawable && t('shape', { seats: rows * seatsPerRow, rows, seatsPerRow })}
      </div>
      {isDrawable && <SeatPlan rows={rows} seatsPerRow={seatsPerRow} seats={rows * seatsPerRow} />}
    </FormDialog>
  )
}

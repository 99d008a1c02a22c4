'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import type * as z from 'zod'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Action } from '@/lib/refusal'

type Shape = z.ZodType<FieldValues, FieldValues>

const inputs = () => import('@/lib/cat/programme-input')
const SCHEMAS = {
  copy: () => inputs().then((file) => file.copyInput as Shape),
  facts: () => inputs().then((file) => file.factsInput as Shape),
  section: () => inputs().then((file) => file.sectionInput as Shape),
  grade: () => inputs().then((file) => file.gradeInput as Shape),
  accommodation: () => inputs().then((file) => file.accommodationInput as Shape),
  cell: () => inputs().then((file) => file.cellInput as Shape),
  secondRule: () => inputs().then((file) => file.secondRuleInput as Shape),
  fillRule: () => inputs().then((file) => file.fillRuleInput as Shape),
  secondTest: () => import('@/lib/cat/announcement-input').then((file) => file.secondTestInput as Shape),
}

export type FormField = {
  name: string
  label: string
  hint?: string
  isNumber?: boolean
  /** Fixed: it names the row that is changed. */
  isFixed?: boolean
  options?: readonly { value: string; label: string }[]
  /** Words that are there already; another one may be typed. */
  words?: readonly { value: string; label: string }[]
}

type Props = {
  kind: keyof typeof SCHEMAS
  title: string
  /** On the button where the title alone would be too long. */
  label?: string
  icon: IconName
  variant?: 'primary' | 'secondary'
  fields: readonly FormField[]
  defaults: FieldValues
  canRemove?: boolean
  save: (input: never) => ReturnType<Action<never, unknown>>
}

/** A button, and behind it one part of a programme to fill in. */
export function ProgrammeForm(props: Props) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        size={props.label ? 'sm' : undefined}
        variant={props.variant ?? 'secondary'}
        icon={<Icon name={props.icon} />}
        aria-label={props.label && props.title}
        onClick={() => setIsOpen(true)}
      >
        {props.label ?? props.title}
      </Button>
      {isOpen && <PartDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function PartDialog({ kind, title, fields, defaults, canRemove, save, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations('programme')
  const router = useRouter()
  const answer = useActionForm(SCHEMAS[kind], save as Action<FieldValues, unknown>, defaults, (id) => {
    onClose()
    if (kind === 'copy') router.push(`/cat/program/${id}` as Parameters<typeof router.push>[0])
  })
  const { register, getFieldState, formState } = answer.form
  return (
    <FormDialog
      isOpen
      onClose={onClose}
      title={title}
      closeLabel={t('cancel')}
      submitLabel={t(kind === 'copy' ? 'create' : 'save')}
      form={answer}
    >
      {fields.map(({ name, label, hint, isNumber, isFixed, options, words }) => (
        <Field key={name} label={label} hint={hint} error={getFieldState(name, formState).error?.message}>
          {options && !isFixed ? (
            <select {...register(name)}>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          ) : (
            <input
              autoComplete="off"
              readOnly={isFixed}
              inputMode={isNumber ? 'numeric' : undefined}
              className={isNumber ? 'max-w-36' : ''}
              list={words && !isFixed ? `words-${name}` : undefined}
              {...register(name)}
            />
          )}
        </Field>
      ))}
      {fields.map(
        ({ name, words, isFixed }) =>
          words &&
          !isFixed && (
            <datalist key={name} id={`words-${name}`}>
              {words.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </datalist>
          ),
      )}
      {canRemove && <Choice type="checkbox" label={t('remove')} {...register('remove')} />}
    </FormDialog>
  )
}

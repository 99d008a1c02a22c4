'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type * as z from 'zod'
import { BulkBar, BulkFoot } from '@/components/ui/bulk-bar'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import { useCommand } from '@/components/ui/use-command'
import { usePicked } from '@/components/ui/use-picked'
import { type EntryRef, MOST_ENTRIES } from '@/lib/kinerja/review'
import type { returnInput } from '@/lib/kinerja/review-input'
import type { Action } from '@/lib/refusal'

const noteSchema = () => import('@/lib/kinerja/review-input').then((file) => file.noteInput)

/** A person with the entries that wait; those of an open row can also be picked one by one. */
export type PickablePerson = { id: string; entries: (EntryRef & { employeeId: string })[] }

/** What is picked in the week, and the two answers that many entries take at once. Needs `ClientMessages`. */
export function ReviewBar({
  people,
  opened,
  approve,
  sendBack,
}: {
  people: readonly PickablePerson[]
  opened: PickablePerson['entries']
  approve: Action<{ entries: EntryRef[] }>
  sendBack: Action<z.input<typeof returnInput>>
}) {
  const t = useTranslations('team.act')
  const persons = usePicked('person', people)
  const single = usePicked('entry', opened)
  const [done, setDone] = useState<string | null>(null)
  const { run, isBusy, trouble } = useCommand()

  const picked = new Map(
    [...persons.picked.flatMap(({ entries }) => entries), ...single.picked].map((entry) => [entry.id, entry]),
  )
  const refs = [...picked.values()].map(({ id, version }) => ({ id, version }))
  const owners = new Set([...picked.values()].map(({ employeeId }) => employeeId))
  const isTooMany = refs.length > MOST_ENTRIES
  const clear = () => {
    persons.clear()
    single.clear()
  }
  const finish = (sentence: string) => {
    setDone(sentence)
    clear()
  }
  return (
    <BulkFoot
      answer={
        <>
          {trouble && <Notice>{trouble}</Notice>}
          {done && !trouble && refs.length === 0 && <Notice tone="success">{done}</Notice>}
        </>
      }
    >
      {refs.length > 0 && (
        <BulkBar
          label={t('label')}
          count={t('picked', { count: refs.length, people: owners.size })}
          preview={isTooMany && t('tooMany', { most: MOST_ENTRIES })}
        >
          <Button variant="quiet" onClick={clear}>
            {t('clear')}
          </Button>
          {!isTooMany && (
            <>
              <ReturnEntries
                key={refs.map(({ id }) => id).join()}
                entries={refs}
                action={sendBack}
                onDone={() => finish(t('returned', { count: refs.length }))}
              />
              <Button
                variant="primary"
                busy={isBusy}
                onClick={() => {
                  setDone(null)
                  run(
                    () => approve({ entries: refs }),
                    () => finish(t('approved', { count: refs.length })),
                  )
                }}
              >
                {t('approve', { count: refs.length })}
              </Button>
            </>
          )}
        </BulkBar>
      )}
    </BulkFoot>
  )
}

function ReturnEntries({
  entries,
  action,
  onDone,
}: {
  entries: EntryRef[]
  action: Action<z.input<typeof returnInput>>
  onDone: () => void
}) {
  const t = useTranslations('team.act')
  const [isOpen, setIsOpen] = useState(false)
  const dialog = useActionForm(
    noteSchema,
    (input) => action({ entries, ...input }),
    { note: '' },
    () => {
      setIsOpen(false)
      onDone()
    },
  )
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('return')}</Button>
      <FormDialog
        title={t('return')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('return')}
        form={dialog}
      >
        <p className="text-sm">{t('returnText')}</p>
        <Field label={t('note')} hint={t('noteHint')} error={dialog.form.formState.errors.note?.message}>
          <textarea rows={3} {...dialog.form.register('note')} />
        </Field>
      </FormDialog>
    </>
  )
}

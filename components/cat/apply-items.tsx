'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AspectOptions, SectionOptions } from '@/components/cat/cell-options'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field, FieldGroup } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import type { BankSection } from '@/lib/cat/bank-section'
import { BANK_PATH } from '@/lib/cat/item-filter'
import type { Action } from '@/lib/refusal'

type Mode = 'valid' | 'all'
type Input = { id: string; mode: Mode; section: string; aspect: string }

/** Which items come into the bank, and where those belong that say nothing about it. All come as drafts. */
export function ApplyItems({
  id,
  whole,
  all,
  needsCell,
  bank,
  apply,
}: {
  id: string
  whole: number
  all: number
  needsCell: boolean
  bank: readonly BankSection[]
  apply: Action<Input, number>
}) {
  const t = useTranslations('bank')
  const router = useRouter()
  const command = useCommand()
  const [mode, setMode] = useState<Mode>('valid')
  const [section, setSection] = useState('')
  const [aspect, setAspect] = useState('')
  const count = mode === 'valid' ? whole : all
  const send = () =>
    command.run(
      () => apply({ id, mode, section, aspect }),
      () => router.push(`${BANK_PATH}?keadaan=draft` as Parameters<typeof router.push>[0]),
    )
  return (
    <div className="grid gap-4">
      <Notice live>{command.trouble}</Notice>
      <FieldGroup legend={t('import.which')}>
        <Choice
          framed
          name="mode"
          checked={mode === 'valid'}
          onChange={() => setMode('valid')}
          label={t('import.valid', { count: whole })}
          hint={t('import.validHint')}
        />
        <Choice
          framed
          name="mode"
          checked={mode === 'all'}
          onChange={() => setMode('all')}
          label={t('import.all', { count: all })}
          hint={t('import.allHint')}
        />
      </FieldGroup>
      {needsCell && (
        <div className="grid gap-4 md:grid-cols-2">
          <Field label={t('section')} hint={t('import.cellHint')}>
            <select
              value={section}
              onChange={(event) => {
                setSection(event.target.value)
                setAspect('')
              }}
            >
              <option value="">{t('form.pick')}</option>
              <SectionOptions bank={bank} />
            </select>
          </Field>
          <Field label={t('aspectLabel')} hint={t('import.aspectHint')}>
            <select value={aspect} onChange={(event) => setAspect(event.target.value)}>
              <option value="">{t('form.pick')}</option>
              <AspectOptions bank={bank} section={section} />
            </select>
          </Field>
        </div>
      )}
      <div>
        <Button variant="primary" busy={command.isBusy} disabled={count === 0} onClick={send}>
          {t('import.applyCount', { count })}
        </Button>
      </div>
    </div>
  )
}

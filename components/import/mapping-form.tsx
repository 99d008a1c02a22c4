'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { fieldsOf, type MappedHeader, MappingTable, MissingColumns } from '@/components/import/mapping-table'
import { DiscardButton } from '@/components/import/run-button'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'

type Choice = { code: string; label: string; isRequired: boolean }
type Input = { id: string; dataOn: string; fields: Record<string, string> }

/** Which column of the file is which field; the choice is remembered for the agency's next file. */
export function MappingForm({
  id,
  fileName,
  dataOn,
  headers,
  choices,
  action,
  discard,
}: {
  id: string
  fileName: string
  dataOn: string
  headers: readonly MappedHeader[]
  choices: readonly Choice[]
  action: Action<Input>
  discard: Action<{ id: string }>
}) {
  const t = useTranslations('import.map')
  const router = useRouter()
  const [fields, setFields] = useState(() => fieldsOf(headers))
  const [day, setDay] = useState(dataOn)
  const { run, isBusy, trouble } = useCommand()

  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        run(
          () => action({ id, dataOn: day, fields }),
          () => router.replace(`/impor/${id}` as Parameters<typeof router.replace>[0]), // away from the step that is done
        )
      }}
    >
      <Notice live>{trouble}</Notice>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_288px]">
        <div className="grid gap-4 rounded-lg border border-line p-4 xl:col-start-2">
          <Field label={t('dataOn')} hint={t('dataOnHint')}>
            <input type="date" required value={day} onChange={(event) => setDay(event.target.value)} />
          </Field>
          <MissingColumns choices={choices} fields={fields} />
          <Button type="submit" variant="primary" busy={isBusy}>
            {t('check')}
          </Button>
          <DiscardButton id={id} fileName={fileName} action={discard} />
        </div>
        <div className="xl:col-start-1 xl:row-start-1">
          <MappingTable headers={headers} choices={choices} fields={fields} onChange={setFields} />
        </div>
      </div>
    </form>
  )
}

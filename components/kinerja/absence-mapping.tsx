'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { fieldsOf, MappingTable, MissingColumns } from '@/components/import/mapping-table'
import { DiscardButton } from '@/components/import/run-button'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { ABSENCE_COLUMNS } from '@/lib/kinerja/absence-file'
import type { FileHeading } from '@/lib/kinerja/entry-file-columns'
import type { Action } from '@/lib/refusal'

/** Which column of a file of absences is which; the choice is remembered. Needs the messages of `import`. */
export function AbsenceMapping({
  id,
  fileName,
  headings,
  map,
  discard,
}: {
  id: string
  fileName: string
  headings: readonly FileHeading[]
  map: Action<{ id: string; fields: Record<string, string> }>
  discard: Action<{ id: string }>
}) {
  const t = useTranslations('consequence.absence.file')
  const words = useTranslations('import.map')
  const router = useRouter()
  const { run, isBusy, trouble } = useCommand()
  const [fields, setFields] = useState(() => fieldsOf(headings))
  const choices = ABSENCE_COLUMNS.map(({ code, isNeeded }) => ({
    code,
    isRequired: isNeeded,
    label: t(`column.${code}`),
  }))
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        run(
          () => map({ id, fields }),
          () => router.replace(`/kinerja/tindak-lanjut/impor/${id}` as Parameters<typeof router.replace>[0]),
        )
      }}
    >
      <Notice live>{trouble}</Notice>
      <MappingTable headers={headings} choices={choices} fields={fields} onChange={setFields} />
      <MissingColumns choices={choices} fields={fields} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={isBusy}>
          {words('check')}
        </Button>
        <DiscardButton id={id} fileName={fileName} home="/kinerja/tindak-lanjut" action={discard} />
      </div>
    </form>
  )
}

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ProgrammeForm } from '@/components/cat/programme-form'
import type { Column } from '@/components/ui/table'
import type { findProgramme } from '@/lib/cat/programmes-read.server'

type Found = NonNullable<Awaited<ReturnType<typeof findProgramme>>>

/** One part of a programme; `save` writes a row of it, where it may be changed. */
export type PartProps<Name extends keyof Found> = Pick<Found, 'programme' | Name> & {
  mayEdit: boolean
  save: Parameters<typeof ProgrammeForm>[0]['save']
}

/** The column in which each row has its own form, where the programme may be changed. */
export function useEditColumn(mayEdit: boolean) {
  const t = useTranslations('programme')
  return <Row>(form: (row: Row) => ReactNode): Column<Row>[] =>
    mayEdit ? [{ key: 'edit', header: t('change'), headerHidden: true, phone: 'plain', cell: form }] : []
}

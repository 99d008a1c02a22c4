import { useTranslations } from 'next-intl'
import { type FormField, ProgrammeForm } from '@/components/cat/programme-form'
import { type PartProps, useEditColumn } from '@/components/cat/programme-part'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { type Column, Table } from '@/components/ui/table'
import { FORMATION_KINDS } from '@/lib/cat/formation'
import { dataWord } from '@/lib/i18n/data-word'

type Row = { accommodation: string; seconds: number; formationKind: string }

/** Who has more time in a programme, and on which kind of formation. */
export function ProgrammeAccommodations({ programme, mayEdit, save }: PartProps<'programme'>) {
  const t = useTranslations('programme')
  const words = useTranslations('candidate')
  const edit = useEditColumn(mayEdit)
  const ref = { id: programme.id, version: programme.version, remove: false }
  const rows = Object.entries(programme.accommodatedSeconds).map(
    ([accommodation, seconds]): Row => ({
      accommodation,
      seconds,
      formationKind: programme.accommodatedKinds[accommodation] ?? '',
    }),
  )
  const kindWord = (kind: string) => (kind ? dataWord(words, `kind.${kind}`) : t('everyKind'))
  const fields = (isFixed: boolean): FormField[] => [
    {
      name: 'accommodation',
      label: words('column.akomodasi'),
      hint: isFixed ? undefined : t('wordHint'),
      isFixed,
      words: [{ value: 'netra', label: words('accommodation.netra') }],
    },
    { name: 'minutes', label: t('accommodatedField'), isNumber: true },
    {
      name: 'formationKind',
      label: t('accommodatedKind'),
      hint: t('everyKindHint'),
      words: FORMATION_KINDS.map((kind) => ({ value: kind, label: words(`kind.${kind}`) })),
    },
  ]
  const columns: Column<Row>[] = [
    {
      key: 'accommodation',
      header: words('column.akomodasi'),
      cell: ({ accommodation }) => <b className="font-semibold">{dataWord(words, `accommodation.${accommodation}`)}</b>,
    },
    { key: 'kind', header: t('accommodatedKind'), cell: ({ formationKind }) => kindWord(formationKind) },
    {
      key: 'time',
      header: t('time'),
      align: 'right',
      cell: ({ seconds }) => t('minutes', { count: seconds / 60 }),
    },
    ...edit<Row>(({ accommodation, seconds, formationKind }) => (
      <ProgrammeForm
        kind="accommodation"
        title={t('changeAccommodation')}
        label={t('change')}
        icon="pencil"
        fields={fields(true)}
        defaults={{ ...ref, accommodation, minutes: String(seconds / 60), formationKind }}
        canRemove
        save={save}
      />
    )),
  ]
  return (
    <Card
      title={t('accommodations')}
      flush
      action={
        mayEdit && (
          <ProgrammeForm
            kind="accommodation"
            title={t('addAccommodation')}
            label={t('add')}
            icon="plus"
            fields={fields(false)}
            defaults={{ ...ref, accommodation: '', minutes: '', formationKind: '' }}
            save={save}
          />
        )
      }
    >
      <Table
        caption={t('captionOf', { part: t('accommodations'), name: programme.name })}
        columns={columns}
        rows={rows}
        rowKey={({ accommodation }) => accommodation}
        empty={<EmptyState icon="clock" title={t('noAccommodation')} />}
      />
    </Card>
  )
}

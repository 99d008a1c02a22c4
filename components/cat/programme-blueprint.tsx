import { useTranslations } from 'next-intl'
import { type FormField, ProgrammeForm } from '@/components/cat/programme-form'
import { type PartProps, useEditColumn } from '@/components/cat/programme-part'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { aspectWord } from '@/lib/cat/aspect-word'

/** The blueprint of a programme, held against the approved items of the bank. */
export function ProgrammeBlueprint({ programme, cells, findings, mayEdit, save }: PartProps<'cells' | 'findings'>) {
  const t = useTranslations('programme')
  const bank = useTranslations('bank')
  const edit = useEditColumn(mayEdit)
  const ref = { id: programme.id, version: programme.version, remove: false }
  const { sections } = programme
  const cellFields = (isFixed: boolean): FormField[] => [
    {
      name: 'section',
      label: t('section'),
      isFixed,
      options: sections.map(({ code }) => ({ value: code, label: code })),
    },
    { name: 'aspect', label: t('aspect'), hint: t('aspectHint'), isFixed },
    { name: 'minimum', label: t('least'), isNumber: true },
    { name: 'maximum', label: t('most'), isNumber: true },
  ]
  const cellColumns: Column<PartProps<'cells'>['cells'][number]>[] = [
    {
      key: 'aspect',
      header: t('aspect'),
      cell: ({ section, aspect }) => (
        <TwoLines sub={section}>
          <b className="font-semibold">{aspectWord(bank, aspect)}</b>
        </TwoLines>
      ),
    },
    {
      key: 'need',
      header: t('need'),
      align: 'right',
      cell: ({ minimum, maximum }) => t('range', { minimum, maximum }),
    },
    { key: 'found', header: t('found'), align: 'right', cell: ({ found }) => found },
    {
      key: 'state',
      header: t('coverage'),
      phone: 'plain',
      cell: ({ minimum, found }) =>
        found >= minimum ? (
          <Tag tone="success" icon="check">
            {t('enough')}
          </Tag>
        ) : (
          <Tag tone="warning" icon="triangle-alert">
            {t('missing', { count: minimum - found })}
          </Tag>
        ),
    },
    ...edit<PartProps<'cells'>['cells'][number]>((cell) => (
      <ProgrammeForm
        kind="cell"
        title={t('changeCell', { aspect: aspectWord(bank, cell.aspect) })}
        label={t('change')}
        icon="pencil"
        fields={cellFields(true)}
        defaults={{
          ...ref,
          section: cell.section,
          aspect: cell.aspect,
          minimum: String(cell.minimum),
          maximum: String(cell.maximum),
        }}
        canRemove
        save={save}
      />
    )),
  ]
  const short = findings.filter(({ code, met }) => code === 'cat.blueprint_section' && !met)
  return (
    <Card
      title={t('blueprint')}
      flush
      footer={t('blueprintNote')}
      action={
        mayEdit && (
          <ProgrammeForm
            kind="cell"
            title={t('addCell')}
            label={t('add')}
            icon="plus"
            fields={cellFields(false)}
            defaults={{
              ...ref,
              section: sections[0]?.code ?? '',
              aspect: '',
              minimum: '',
              maximum: '',
            }}
            save={save}
          />
        )
      }
    >
      {cells.length > 0 &&
        short.map(({ facts }) => (
          <p
            key={String(facts.section)}
            className="border-b border-line bg-warning-bg px-4 py-2.5 text-sm text-warning"
          >
            {t('sectionShort', {
              section: String(facts.section),
              itemCount: Number(facts.itemCount),
              least: Number(facts.least),
              most: Number(facts.most),
            })}
          </p>
        ))}
      <Table
        caption={t('captionOf', { part: t('blueprint'), name: programme.name })}
        columns={cellColumns}
        rows={cells}
        rowKey={({ section, aspect }) => `${section}-${aspect}`}
        empty={
          <EmptyState icon="layers" title={t('noCell')}>
            {t('noCellText')}
          </EmptyState>
        }
      />
    </Card>
  )
}

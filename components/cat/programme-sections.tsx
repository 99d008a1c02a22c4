import { useTranslations } from 'next-intl'
import { type FormField, ProgrammeForm } from '@/components/cat/programme-form'
import { type PartProps, useEditColumn } from '@/components/cat/programme-part'
import { Card } from '@/components/ui/card'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { USUAL_TOLERANCE_PERCENT } from '@/lib/cat/form-balance'
import { OPTION_COUNTS, SCORINGS } from '@/lib/cat/programme'

/** The sections of a programme: how many items, and what one is worth at most. */
export function ProgrammeSections({ programme, mayEdit, save }: PartProps<'programme'>) {
  const t = useTranslations('programme')
  const edit = useEditColumn(mayEdit)
  const ref = { id: programme.id, version: programme.version, remove: false }
  const { sections } = programme
  const sectionFields = (isFixed: boolean): FormField[] => [
    { name: 'code', label: t('sectionCode'), hint: t('sectionCodeHint'), isFixed },
    { name: 'name', label: t('sectionName') },
    { name: 'itemCount', label: t('itemCount'), isNumber: true },
    { name: 'pointsPerItem', label: t('points'), hint: t('pointsHint'), isNumber: true },
    {
      name: 'scoring',
      label: t('scoringLabel'),
      options: SCORINGS.map((value) => ({ value, label: t(`scoring.${value}`) })),
    },
    {
      name: 'optionCount',
      label: t('optionCount'),
      options: OPTION_COUNTS.map((value) => ({ value, label: value })),
    },
    { name: 'tolerancePercent', label: t('tolerance'), hint: t('toleranceHint'), isNumber: true },
  ]
  const sectionColumns: Column<(typeof sections)[number]>[] = [
    {
      key: 'name',
      header: t('section'),
      cell: ({ code, name }) => (
        <TwoLines sub={name}>
          <b className="font-semibold">{code}</b>
        </TwoLines>
      ),
    },
    {
      key: 'scoring',
      header: t('scoringLabel'),
      cell: ({ scoring, optionCount }) => (
        <TwoLines sub={t('options', { count: optionCount })}>{t(`scoring.${scoring}`)}</TwoLines>
      ),
    },
    { key: 'items', header: t('itemCount'), align: 'right', cell: ({ itemCount }) => itemCount },
    { key: 'points', header: t('points'), align: 'right', cell: ({ pointsPerItem }) => pointsPerItem },
    {
      key: 'highest',
      header: t('highest'),
      align: 'right',
      cell: ({ itemCount, pointsPerItem }) => itemCount * pointsPerItem,
    },
    ...edit<(typeof sections)[number]>((section) => (
      <ProgrammeForm
        kind="section"
        title={t('changeSection', { code: section.code })}
        label={t('change')}
        icon="pencil"
        fields={sectionFields(true)}
        defaults={{
          ...ref,
          ...section,
          itemCount: String(section.itemCount),
          pointsPerItem: String(section.pointsPerItem),
          optionCount: String(section.optionCount),
          tolerancePercent: String(section.tolerancePercent ?? USUAL_TOLERANCE_PERCENT),
        }}
        canRemove
        save={save}
      />
    )),
  ]
  return (
    <Card
      title={t('sections')}
      flush
      action={
        mayEdit && (
          <ProgrammeForm
            kind="section"
            title={t('addSection')}
            label={t('add')}
            icon="plus"
            fields={sectionFields(false)}
            defaults={{
              ...ref,
              code: '',
              name: '',
              itemCount: '',
              pointsPerItem: '5',
              scoring: 'single',
              optionCount: '5',
              tolerancePercent: String(USUAL_TOLERANCE_PERCENT),
            }}
            save={save}
          />
        )
      }
    >
      <Table
        caption={t('captionOf', { part: t('sections'), name: programme.name })}
        columns={sectionColumns}
        rows={sections}
        rowKey={({ code }) => code}
      />
    </Card>
  )
}

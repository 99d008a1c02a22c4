import { useTranslations } from 'next-intl'
import { CertaintyTag } from '@/components/cat/certainty-tag'
import { type FormField, ProgrammeForm } from '@/components/cat/programme-form'
import { type PartProps, useEditColumn } from '@/components/cat/programme-part'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { FILL_KINDS } from '@/lib/cat/fill'
import { dataWord } from '@/lib/i18n/data-word'

type Rule = PartProps<'fillRules'>['fillRules'][number]

/** By which rules vacancies that are left are filled from other formations, in their order, each with its certainty. */
export function ProgrammeFillRules({ programme, fillRules, mayEdit, save }: PartProps<'fillRules'>) {
  const t = useTranslations('programme')
  const edit = useEditColumn(mayEdit)
  const ref = { id: programme.id, version: programme.version, remove: false }
  const kinds = FILL_KINDS.map((value) => ({ value, label: t(`fillKinds.${value}`) }))
  const fields = (isFixed: boolean): FormField[] => [
    { name: 'position', label: t('fillPosition'), isNumber: true, isFixed },
    { name: 'into', label: t('fillInto'), options: kinds },
    { name: 'from', label: t('fillFrom'), options: kinds },
    {
      name: 'isSameLocation',
      label: t('fillLocation'),
      options: (['same', 'any'] as const).map((value) => ({ value, label: t(`fillLocations.${value}`) })),
    },
    { name: 'source', label: t('source'), hint: t('sourceHint') },
  ]
  const columns: Column<Rule>[] = [
    { key: 'position', header: t('fillPosition'), cell: ({ position }) => `P/L-${position}` },
    {
      key: 'rule',
      header: t('rule'),
      cell: ({ intoKind, fromKind, isSameLocation }) => (
        <TwoLines sub={t(`fillLocations.${isSameLocation ? 'same' : 'any'}`)}>
          <b className="font-semibold">
            {t('fillRule', { into: dataWord(t, `fillKinds.${intoKind}`), from: dataWord(t, `fillKinds.${fromKind}`) })}
          </b>
        </TwoLines>
      ),
    },
    {
      key: 'certainty',
      header: t('certainty'),
      phone: 'plain',
      cell: ({ isConfirmed, source }) => (
        <TwoLines sub={source}>
          <CertaintyTag isConfirmed={isConfirmed} />
        </TwoLines>
      ),
    },
    ...edit<Rule>(({ position, intoKind, fromKind, isSameLocation, source }) => (
      <ProgrammeForm
        kind="fillRule"
        title={t('changeFillRule', { position })}
        label={t('change')}
        icon="pencil"
        fields={fields(true)}
        defaults={{
          ...ref,
          position: String(position),
          into: intoKind,
          from: fromKind,
          isSameLocation: isSameLocation ? 'same' : 'any',
          source,
        }}
        canRemove
        save={save}
      />
    )),
  ]
  const next = String(Math.max(0, ...fillRules.map(({ position }) => position)) + 1)
  const blank = { position: next, into: 'general', from: 'special', isSameLocation: 'same', source: programme.source }
  return (
    <Card
      title={t('fillRules')}
      flush
      action={
        mayEdit && (
          <ProgrammeForm
            kind="fillRule"
            title={t('addFillRule')}
            label={t('add')}
            icon="plus"
            fields={fields(false)}
            defaults={{ ...ref, ...blank }}
            save={save}
          />
        )
      }
    >
      <p className="border-b border-line px-4 py-3 text-sm text-muted">{t('fillRulesNote')}</p>
      <Table
        caption={t('captionOf', { part: t('fillRules'), name: programme.name })}
        columns={columns}
        rows={fillRules}
        rowKey={({ position }) => String(position)}
        empty={<EmptyState icon="target" title={t('noFillRule')} />}
      />
    </Card>
  )
}

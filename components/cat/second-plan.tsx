import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { type FormField, ProgrammeForm } from '@/components/cat/programme-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FindingsList } from '@/components/ui/findings-list'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { type PlannedTest, TEST_KINDS } from '@/lib/cat/second-plan'
import type { SecondStageView } from '@/lib/cat/second-stage.server'

/** The tests of the second stage with their weights, what the limits of the programme say of them, and a form for each. */
export function SecondPlan({
  programmeId,
  view: { plan, heldIn },
  hasScores,
  isAnnounced,
  save,
}: {
  programmeId: string
  view: Pick<SecondStageView, 'plan' | 'heldIn'>
  hasScores: boolean
  isAnnounced: boolean
  save: ComponentProps<typeof ProgrammeForm>['save']
}) {
  const t = useTranslations('results.plan')
  const { tests, version, findings } = plan
  const fields = (isFixed: boolean): FormField[] => [
    { name: 'name', label: t('name'), hint: isFixed ? undefined : t('nameHint'), isFixed },
    { name: 'kind', label: t('kind'), options: TEST_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })) },
    {
      name: 'heldIn',
      label: t('heldIn'),
      hint: t('heldInHint'),
      options: [
        { value: '', label: t('typed') },
        ...heldIn.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` })),
      ],
    },
    { name: 'maximum', label: t('maximum'), hint: t('maximumHint'), isNumber: true },
    { name: 'weightPercent', label: t('weight'), isNumber: true },
    { name: 'minimum', label: t('minimum'), hint: t('minimumHint'), isNumber: true },
    ...(hasScores ? [{ name: 'reason', label: t('reason'), hint: t('reasonHint') }] : []),
  ]
  const ref = { id: programmeId, version, reason: '', remove: false }
  const blank = { name: '', kind: 'cat', heldIn: '', maximum: '', weightPercent: '', minimum: '' }
  const columns: Column<PlannedTest>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: ({ name, kind, programme }) => (
        <TwoLines sub={programme ? t('from', { programme: programme.code }) : t(`kinds.${kind}`)}>
          <b className="font-semibold">{name}</b>
        </TwoLines>
      ),
    },
    { key: 'maximum', header: t('maximum'), align: 'right', cell: ({ maximum }) => maximum },
    { key: 'weight', header: t('weight'), align: 'right', cell: ({ weightPercent }) => weightPercent },
    { key: 'minimum', header: t('minimum'), align: 'right', cell: ({ minimum }) => minimum ?? '–' },
  ]
  if (!isAnnounced)
    columns.push({
      key: 'edit',
      header: t('change'),
      headerHidden: true,
      phone: 'plain',
      cell: ({ programme, ...test }) => (
        <ProgrammeForm
          kind="secondTest"
          title={t('changeTest', { name: test.name })}
          label={t('change')}
          icon="pencil"
          fields={fields(true)}
          defaults={{
            ...ref,
            ...test,
            heldIn: programme?.id ?? '',
            maximum: String(test.maximum),
            weightPercent: String(test.weightPercent),
            minimum: test.minimum === null ? '' : String(test.minimum),
          }}
          canRemove
          save={save}
        />
      ),
    })
  return (
    <Card
      title={t('title')}
      flush
      action={
        !isAnnounced && (
          <ProgrammeForm
            kind="secondTest"
            title={t('addTest')}
            label={t('add')}
            icon="plus"
            fields={fields(false)}
            defaults={{ ...ref, ...blank }}
            save={save}
          />
        )
      }
    >
      <Table
        caption={t('title')}
        columns={columns}
        rows={tests}
        rowKey={({ name }) => name}
        empty={
          <EmptyState icon="target" title={t('none')}>
            {t('noneText')}
          </EmptyState>
        }
      />
      {tests.length > 0 && (
        <div className="border-t border-line">
          <FindingsList caption={t('limits')} findings={findings} />
        </div>
      )}
    </Card>
  )
}

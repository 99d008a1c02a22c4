import { useTranslations } from 'next-intl'
import { CertaintyTag } from '@/components/cat/certainty-tag'
import { type FormField, ProgrammeForm } from '@/components/cat/programme-form'
import { type PartProps, useEditColumn } from '@/components/cat/programme-part'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { FORMATION_KINDS, JOB_GROUPS } from '@/lib/cat/formation'
import { dataWord } from '@/lib/i18n/data-word'

/** The passing grades of a programme, by kind of formation, each with its certainty. */
export function ProgrammeGrades({ programme, grades, mayEdit, save }: PartProps<'grades'>) {
  const t = useTranslations('programme')
  const kinds = useTranslations('candidate')
  const edit = useEditColumn(mayEdit)
  const ref = { id: programme.id, version: programme.version, remove: false }
  const { sections } = programme
  const groupWord = (group: string) => (group ? dataWord(kinds, `group.${group}`) : t('everyJob'))
  const blank = Object.fromEntries(sections.map(({ code }) => [code, '']))
  const gradeFields = (isFixed: boolean): FormField[] => [
    {
      name: 'formationKind',
      label: kinds('column.jenis_formasi'),
      hint: isFixed ? undefined : t('wordHint'),
      isFixed,
      words: FORMATION_KINDS.map((kind) => ({ value: kind, label: kinds(`kind.${kind}`) })),
    },
    {
      name: 'jobGroup',
      label: kinds('column.kelompok_jabatan'),
      hint: isFixed ? undefined : t('groupHint'),
      isFixed,
      words: JOB_GROUPS.map((group) => ({ value: group, label: kinds(`group.${group}`) })),
    },
    ...sections.map(({ code }) => ({
      name: `minimums.${code}`,
      label: t('minimumOf', { section: code }),
      isNumber: true,
    })),
    { name: 'minimumTotal', label: t('minimumTotal'), hint: t('minimumHint'), isNumber: true },
    { name: 'fillTotal', label: t('fillTotal'), hint: t('fillTotalHint'), isNumber: true },
    { name: 'source', label: t('source'), hint: t('sourceHint') },
  ]
  const gradeColumns: Column<PartProps<'grades'>['grades'][number]>[] = [
    {
      key: 'kind',
      header: kinds('column.jenis_formasi'),
      cell: ({ formationKind, jobGroup }) => (
        <TwoLines sub={jobGroup && groupWord(jobGroup)}>
          <b className="font-semibold">{dataWord(kinds, `kind.${formationKind}`)}</b>
        </TwoLines>
      ),
    },
    ...sections.map(
      ({ code }): Column<PartProps<'grades'>['grades'][number]> => ({
        key: code,
        header: code,
        align: 'right',
        cell: ({ minimumBySection }) => minimumBySection[code] ?? '–',
      }),
    ),
    {
      key: 'total',
      header: t('total'),
      align: 'right',
      cell: ({ minimumTotal, fillTotal }) => (
        <TwoLines sub={fillTotal !== null && t('fillTotalOf', { total: fillTotal })}>{minimumTotal ?? '–'}</TwoLines>
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
    ...edit<PartProps<'grades'>['grades'][number]>((grade) => (
      <ProgrammeForm
        kind="grade"
        title={t('changeGrade', { kind: dataWord(kinds, `kind.${grade.formationKind}`) })}
        label={t('change')}
        icon="pencil"
        fields={gradeFields(true)}
        defaults={{
          ...ref,
          formationKind: grade.formationKind,
          jobGroup: grade.jobGroup,
          minimums: Object.fromEntries(sections.map(({ code }) => [code, String(grade.minimumBySection[code] ?? '')])),
          minimumTotal: grade.minimumTotal === null ? '' : String(grade.minimumTotal),
          fillTotal: grade.fillTotal === null ? '' : String(grade.fillTotal),
          source: grade.source,
        }}
        canRemove
        save={save}
      />
    )),
  ]
  return (
    <Card
      title={t('grades')}
      flush
      action={
        mayEdit && (
          <ProgrammeForm
            kind="grade"
            title={t('addGrade')}
            label={t('add')}
            icon="plus"
            fields={gradeFields(false)}
            defaults={{
              ...ref,
              formationKind: 'umum',
              jobGroup: '',
              minimums: blank,
              minimumTotal: '',
              fillTotal: '',
              source: programme.source,
            }}
            save={save}
          />
        )
      }
    >
      <Table
        caption={t('captionOf', { part: t('grades'), name: programme.name })}
        columns={gradeColumns}
        rows={grades}
        rowKey={({ formationKind, jobGroup }) => `${formationKind}-${jobGroup}`}
        empty={<EmptyState icon="target" title={t('noGrade')} />}
      />
    </Card>
  )
}

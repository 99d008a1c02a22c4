import { useTranslations } from 'next-intl'
import { CertaintyTag } from '@/components/cat/certainty-tag'
import { type FormField, ProgrammeForm } from '@/components/cat/programme-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { FORMATION_KINDS, JOB_GROUPS } from '@/lib/cat/formation'
import { SKD_BLUEPRINT } from '@/lib/cat/item-cell'
import type { findProgramme } from '@/lib/cat/programmes-read.server'
import { dataWord } from '@/lib/i18n/data-word'

type Found = NonNullable<Awaited<ReturnType<typeof findProgramme>>>
type Save = Parameters<typeof ProgrammeForm>[0]['save']
type Props = Pick<Found, 'programme' | 'grades' | 'cells' | 'findings'> & {
  mayEdit: boolean
  actions: Record<'section' | 'grade' | 'cell', Save>
}

/** Sections, passing grades and blueprint, each row with its own form where the programme may be changed. */
export function ProgrammeParts({ programme, grades, cells, findings, mayEdit, actions }: Props) {
  const t = useTranslations('programme')
  const kinds = useTranslations('candidate')
  const bank = useTranslations('bank')
  const ref = { id: programme.id, version: programme.version, remove: false }
  const { sections } = programme
  const choices = (words: readonly { value: string; label: string }[]) => words
  const groupWord = (group: string) => (group ? dataWord(kinds, `group.${group}`) : t('everyJob'))
  const sectionFields = (isFixed: boolean): FormField[] => [
    { name: 'code', label: t('sectionCode'), hint: t('sectionCodeHint'), isFixed },
    { name: 'name', label: t('sectionName') },
    { name: 'itemCount', label: t('itemCount'), isNumber: true },
    { name: 'pointsPerItem', label: t('points'), hint: t('pointsHint'), isNumber: true },
  ]
  const gradeFields = (isFixed: boolean): FormField[] => [
    {
      name: 'formationKind',
      label: kinds('column.jenis_formasi'),
      isFixed,
      options: choices(FORMATION_KINDS.map((kind) => ({ value: kind, label: kinds(`kind.${kind}`) }))),
    },
    {
      name: 'jobGroup',
      label: kinds('column.kelompok_jabatan'),
      isFixed,
      options: choices(['', ...JOB_GROUPS].map((group) => ({ value: group, label: groupWord(group) }))),
    },
    ...sections.map(({ code }) => ({
      name: `minimums.${code}`,
      label: t('minimumOf', { section: code }),
      isNumber: true,
    })),
    { name: 'minimumTotal', label: t('minimumTotal'), hint: t('minimumHint'), isNumber: true },
    { name: 'source', label: t('source'), hint: t('sourceHint') },
  ]
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
  const blank = Object.fromEntries(sections.map(({ code }) => [code, '']))
  const edit = <Row,>(form: (row: Row) => React.ReactNode): Column<Row>[] =>
    mayEdit ? [{ key: 'edit', header: t('change'), headerHidden: true, phone: 'plain', cell: form }] : []

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
        }}
        canRemove
        save={actions.section}
      />
    )),
  ]
  const gradeColumns: Column<Found['grades'][number]>[] = [
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
      ({ code }): Column<Found['grades'][number]> => ({
        key: code,
        header: code,
        align: 'right',
        cell: ({ minimumBySection }) => minimumBySection[code] ?? '-',
      }),
    ),
    { key: 'total', header: t('total'), align: 'right', cell: ({ minimumTotal }) => minimumTotal ?? '-' },
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
    ...edit<Found['grades'][number]>((grade) => (
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
          source: grade.source,
        }}
        canRemove
        save={actions.grade}
      />
    )),
  ]
  const cellColumns: Column<Found['cells'][number]>[] = [
    {
      key: 'aspect',
      header: t('aspect'),
      cell: ({ section, aspect }) => (
        <TwoLines sub={section}>
          <b className="font-semibold">{dataWord(bank, `aspect.${aspect}`)}</b>
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
    ...edit<Found['cells'][number]>((cell) => (
      <ProgrammeForm
        kind="cell"
        title={t('changeCell', { aspect: dataWord(bank, `aspect.${cell.aspect}`) })}
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
        save={actions.cell}
      />
    )),
  ]
  const short = findings.filter(({ code, met }) => code === 'cat.blueprint_section' && !met)
  const first = SKD_BLUEPRINT.find(({ section }) => section === sections[0]?.code)
  return (
    <div className="grid gap-6">
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
              defaults={{ ...ref, code: '', name: '', itemCount: '', pointsPerItem: '5' }}
              save={actions.section}
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
                source: programme.source,
              }}
              save={actions.grade}
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
                aspect: first?.aspect ?? '',
                minimum: '',
                maximum: '',
              }}
              save={actions.cell}
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
    </div>
  )
}

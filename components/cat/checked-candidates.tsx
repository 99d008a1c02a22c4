import { useLocale, useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { type CheckedRow, changes } from '@/lib/cat/candidate-check'
import { cellProblemText, columnName } from '@/lib/cat/candidate-words'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { sliceOfPage } from '@/lib/list-view'

const PER_PAGE = 50

/** The columns of a file whose cells became these fields. */
const COLUMN_OF: Record<string, string> = {
  code: 'kode_formasi',
  positionName: 'jabatan',
  education: 'pendidikan',
  location: 'lokasi',
  formationKind: 'jenis_formasi',
  jobGroup: 'kelompok_jabatan',
  vacancies: 'jumlah',
  number: 'nomor_peserta',
  nik: 'nik',
  name: 'nama',
  birthPlace: 'tempat_lahir',
  bornOn: 'tanggal_lahir',
  sex: 'jenis_kelamin',
  diplomaHundredths: 'ipk',
  formation: 'kode_formasi',
  accommodation: 'akomodasi',
  site: 'tilok',
}

/** Sound rows: who or what each one is, and for one that changes something, before and after. */
export function CheckedCandidates({
  caption,
  rows,
  page,
  href,
}: {
  caption: string
  rows: readonly CheckedRow[]
  page: number
  href: (page: number) => string
}) {
  const t = useTranslations('candidate')
  const imports = useTranslations('import')
  const locale = localeFrom(useLocale())
  const { shown, ...place } = sliceOfPage(rows, page, PER_PAGE)
  const columns: Column<CheckedRow>[] = [
    {
      key: 'what',
      header: t('import.entry'),
      cell: (each) =>
        each.sheet === 'formasi' ? (
          <TwoLines sub={each.value?.code}>
            <b className="font-semibold">{each.value?.positionName}</b>
          </TwoLines>
        ) : (
          <TwoLines sub={<span className="num">{each.value?.number}</span>}>
            <b className="font-semibold">{each.value?.name}</b>
          </TwoLines>
        ),
    },
    {
      key: 'row',
      header: t('import.row'),
      nowrap: true,
      cell: ({ sheet, row }) => (
        <TwoLines sub={t(`import.sheet.${sheet}`)}>{t('import.rowNumber', { row: row.row })}</TwoLines>
      ),
    },
    {
      key: 'facts',
      header: t('import.facts'),
      cell: (each) => {
        if (each.before && each.value) return <Differences before={each.before} after={each.value} />
        if (each.sheet === 'peserta') return t('import.ofFormation', { formation: each.value?.formation ?? '' })
        const kind = dataWord(t, `kind.${each.value?.formationKind}`)
        return t('import.vacancies', { kind, count: each.value?.vacancies ?? 0 })
      },
    },
    {
      key: 'warning',
      header: t('import.remark'),
      cell: ({ problems }) =>
        problems.length === 0
          ? '–'
          : problems.map((problem) => {
              const { what, todo } = cellProblemText(t, imports, problem, locale)
              return (
                <TwoLines key={problem.code} sub={todo}>
                  <span className="text-warning">{what}</span>
                </TwoLines>
              )
            }),
    },
  ]
  return (
    <>
      <Table
        caption={caption}
        columns={columns}
        rows={shown}
        rowKey={({ sheet, row }) => `${sheet}-${row.row}`}
        empty={<EmptyState icon="inbox" title={t('import.noRow')} />}
      />
      {rows.length > PER_PAGE && <Pager {...place} href={href} />}
    </>
  )
}

function Differences({ before, after }: { before: object; after: object }) {
  const t = useTranslations('candidate')
  const fields = changes(after, before)
  const value = (row: object, field: string) => String(new Map(Object.entries(row)).get(field) ?? t('import.blank'))
  return (
    <ul>
      {fields.map((field) => (
        <li key={field}>
          <span className="text-muted">{columnName(t, COLUMN_OF[field] ?? field)}:</span> <s>{value(before, field)}</s>{' '}
          <span aria-hidden="true">→</span> <b className="font-semibold">{value(after, field)}</b>
        </li>
      ))}
    </ul>
  )
}

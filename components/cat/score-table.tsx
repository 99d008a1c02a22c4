import { useTranslations } from 'next-intl'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import type { ProgrammeSection } from '@/lib/cat/programme'
import { outcomeOf, type ScoredCandidate } from '@/lib/cat/session-scores'

/** Everybody of a closed session by number, with the score of each section. */
export function ScoreTable({
  sections,
  candidates,
}: {
  sections: readonly ProgrammeSection[]
  candidates: readonly ScoredCandidate[]
}) {
  const t = useTranslations('exam.scores')
  const columns: Column<ScoredCandidate>[] = [
    {
      key: 'name',
      header: t('name'),
      phone: 'plain',
      cell: ({ name, number }) => (
        <TwoLines sub={<span className="num">{number}</span>}>
          <b className="font-semibold">{name}</b>
        </TwoLines>
      ),
    },
    {
      key: 'formation',
      header: t('formation'),
      cell: ({ formation, position }) => <TwoLines sub={position}>{formation}</TwoLines>,
    },
    ...sections.map(
      ({ code }): Column<ScoredCandidate> => ({
        key: code,
        header: code,
        align: 'right',
        cell: ({ scores }) => scores?.[code] ?? '–',
      }),
    ),
    { key: 'total', header: t('total'), align: 'right', cell: ({ total }) => <b>{total ?? '–'}</b> },
    {
      key: 'outcome',
      header: t('outcome'),
      phone: 'plain',
      cell: (candidate) => t(`outcomes.${outcomeOf(candidate)}`),
    },
  ]
  return (
    <div className="rounded-lg border border-line">
      <Table caption={t('title')} columns={columns} rows={candidates} rowKey={({ number }) => number} empty={null} />
    </div>
  )
}

import { useLocale, useTranslations } from 'next-intl'
import { ResultTag } from '@/components/cat/result-tag'
import { type Column, Table } from '@/components/ui/table'
import type { FinalLine } from '@/lib/cat/announcement'
import { totalOf } from '@/lib/cat/programme'
import { localeFrom } from '@/lib/i18n/preferences'

type Line = FinalLine & { formation: string }

/** Lines of an announcement: place, number, sections, total and result; no name. */
export function AnnouncedTable({
  caption,
  lines,
  sections,
  isFinal,
  earlierMark = null,
}: {
  caption: string
  lines: readonly Line[]
  sections: readonly string[]
  isFinal: boolean
  /** Beside the result of whoever has a score of an earlier selection. */
  earlierMark?: string | null
}) {
  const t = useTranslations('results.ranking')
  const publicWords = useTranslations('results.public')
  const sign = localeFrom(useLocale()) === 'id' ? ',' : '.'
  const columns: Column<Line>[] = [
    {
      key: 'number',
      header: t('number'),
      phone: 'plain',
      nowrap: true,
      cell: ({ number }) => <span className="num font-semibold">{number}</span>,
    },
    { key: 'place', header: t('place'), align: 'right', cell: ({ place }) => place ?? '–' },
    ...sections.map(
      (section): Column<Line> => ({
        key: section,
        header: section,
        align: 'right',
        cell: ({ scores }) => scores?.[section] ?? '–',
      }),
    ),
    { key: 'total', header: t('total'), align: 'right', cell: ({ scores }) => (scores ? totalOf(scores) : '–') },
    ...(isFinal
      ? [
          {
            key: 'final',
            header: t('finalScore'),
            align: 'right',
            cell: ({ final }) => final?.replace('.', sign) ?? '–',
          } satisfies Column<Line>,
        ]
      : []),
    {
      key: 'result',
      header: t('result'),
      phone: 'plain',
      cell: ({ result, into, earlier }) => (
        <>
          <ResultTag code={result} />
          {earlier && (
            <span className="ml-2 whitespace-nowrap">
              {[earlierMark, publicWords('earlier', { programme: earlier.programme })].filter(Boolean).join(', ')}
            </span>
          )}
          {into && <span className="ml-2 whitespace-nowrap">{publicWords('into', { formation: into })}</span>}
        </>
      ),
    },
  ]
  return <Table caption={caption} columns={columns} rows={lines} rowKey={({ number }) => number} />
}

import { useTranslations } from 'next-intl'
import { type Column, Table } from '@/components/ui/table'
import type { ComparedSection } from '@/lib/cat/fairness.server'
import { formatDecimals, formatPercent, type Locale } from '@/lib/format'

/** Two sessions side by side, section by section: how able their people were, and whether one form was harder. */
export function ComparedSections({ sections, locale }: { sections: readonly ComparedSection[]; locale: Locale }) {
  const t = useTranslations('bank.fairness')
  const share = (value: number) => formatPercent(Math.round(value * 100), locale)
  const columns: Column<ComparedSection>[] = [
    { key: 'code', header: t('section'), cell: ({ code }) => <b className="font-semibold">{code}</b> },
    {
      key: 'anchors',
      header: t('anchors'),
      align: 'right',
      cell: ({ anchors, items }) => t('anchorsOf', { anchors, items }),
    },
    {
      key: 'shares',
      header: t('shares'),
      align: 'right',
      cell: ({ anchorShares }) => (anchorShares ? anchorShares.map(share).join(' / ') : '–'),
    },
    {
      key: 'means',
      header: t('means'),
      align: 'right',
      cell: ({ means }) => means.map((each) => formatDecimals(each, locale, 1)).join(' / '),
    },
    {
      key: 'difference',
      header: t('difference'),
      align: 'right',
      cell: ({ equated, means, isAnchored }) =>
        equated === null
          ? t(isAnchored ? 'nothing' : 'fewAnchors')
          : formatDecimals(equated - means[0], locale, 1, true),
    },
  ]
  return <Table caption={t('title')} columns={columns} rows={[...sections]} rowKey={({ code }) => code} empty={null} />
}

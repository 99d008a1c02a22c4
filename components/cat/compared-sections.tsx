import { useTranslations } from 'next-intl'
import { type Column, Table } from '@/components/ui/table'
import type { ComparedSection } from '@/lib/cat/fairness.server'
import { formatPercent, type Locale } from '@/lib/format'

/** Two sessions side by side, section by section: how able their people were, and whether one form was harder. */
export function ComparedSections({ sections, locale }: { sections: readonly ComparedSection[]; locale: Locale }) {
  const t = useTranslations('bank.fairness')
  const one = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const signed = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
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
      cell: ({ anchorShares }) => (anchorShares ? anchorShares.map(share).join(' / ') : '-'),
    },
    {
      key: 'means',
      header: t('means'),
      align: 'right',
      cell: ({ means }) => means.map((each) => one.format(each)).join(' / '),
    },
    {
      key: 'difference',
      header: t('difference'),
      align: 'right',
      cell: ({ equated, means, isAnchored }) =>
        equated === null ? t(isAnchored ? 'nothing' : 'fewAnchors') : signed.format(equated - means[0]),
    },
  ]
  return <Table caption={t('title')} columns={columns} rows={[...sections]} rowKey={({ code }) => code} empty={null} />
}

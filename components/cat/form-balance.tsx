import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { type Column, Table } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { balanceFindings, type SectionBalance } from '@/lib/cat/form-balance'
import { formatDecimals, type Locale } from '@/lib/format'

type Row = SectionBalance & { isKnown: boolean; met: boolean }

/** How difficult the form of a session is, section by section, against the forms before it. */
export function FormBalance({ balance, locale }: { balance: readonly SectionBalance[]; locale: Locale }) {
  const t = useTranslations('exam.balance')
  const number = (value: number | null) => (value === null ? '–' : formatDecimals(value, locale, 2))
  const findings = balanceFindings(balance)
  const rows = balance.map((each, at): Row => {
    const finding = findings[at]
    return { ...each, isKnown: finding?.code === 'cat.form_balanced', met: finding?.met ?? true }
  })
  const columns: Column<Row>[] = [
    { key: 'section', header: t('section'), cell: ({ section }) => <b className="font-semibold">{section}</b> },
    { key: 'mean', header: t('mean'), align: 'right', cell: ({ mean }) => number(mean) },
    { key: 'spread', header: t('spread'), align: 'right', cell: ({ spread }) => number(spread) },
    {
      key: 'target',
      header: t('target'),
      align: 'right',
      cell: ({ target, tolerance }) => (target === null ? number(null) : `${number(target)} ± ${number(tolerance)}`),
    },
    {
      key: 'measured',
      header: t('measured'),
      align: 'right',
      cell: ({ measured, items }) => t('measuredOf', { measured, items }),
    },
    {
      key: 'verdict',
      header: t('verdict'),
      cell: ({ isKnown, met }) =>
        isKnown ? (
          <Tag tone={met ? 'success' : 'danger'} icon={met ? 'circle-check' : 'triangle-alert'}>
            {t(met ? 'even' : 'uneven')}
          </Tag>
        ) : (
          <Tag tone="neutral" icon="circle-dashed">
            {t('unknown')}
          </Tag>
        ),
    },
  ]
  return (
    <Card title={t('title')} flush footer={t('text')}>
      <Table caption={t('caption')} columns={columns} rows={rows} rowKey={({ section }) => section} empty={null} />
    </Card>
  )
}

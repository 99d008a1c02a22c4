import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { type Column, Table } from '@/components/ui/table'
import { aspectWord } from '@/lib/cat/aspect-word'
import { BANK_PATH } from '@/lib/cat/item-filter'
import { addressWith } from '@/lib/search-parameters'

type Cell = { section: string; aspect: string; minimum: number; maximum: number; found: number }

/** Each aspect with what a form needs and what is approved; the number opens its items. */
export function CoverageTable({ caption, cells }: { caption: string; cells: readonly Cell[] }) {
  const t = useTranslations('bank')
  const columns: Column<Cell>[] = [
    { key: 'aspect', header: t('aspectLabel'), phone: 'plain', cell: ({ aspect }) => aspectWord(t, aspect) },
    { key: 'section', header: t('section'), cell: ({ section }) => section },
    {
      key: 'needed',
      header: t('coverage.needed'),
      align: 'right',
      cell: ({ minimum, maximum }) => t('coverage.range', { minimum, maximum }),
    },
    {
      key: 'found',
      header: t('coverage.found'),
      align: 'right',
      cell: ({ section, aspect, found }) => (
        <AppLink href={addressWith(BANK_PATH, { keadaan: 'approved', subtes: section, aspek: aspect })}>
          {found}
        </AppLink>
      ),
    },
    {
      key: 'state',
      header: t('stateLabel'),
      phone: 'plain',
      cell: ({ minimum, found }) => {
        const isMet = found >= minimum
        return (
          <span className={`inline-flex items-center gap-1.5 ${isMet ? 'text-success' : 'font-semibold text-warning'}`}>
            <Icon name={isMet ? 'circle-check' : 'triangle-alert'} className="size-4" />
            {isMet ? t('coverage.enough') : t('coverage.missing', { count: minimum - found })}
          </span>
        )
      },
    },
  ]
  return (
    <Table caption={caption} columns={columns} rows={cells} rowKey={({ section, aspect }) => `${section}-${aspect}`} />
  )
}

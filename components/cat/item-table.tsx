import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ItemStateTag } from '@/components/cat/item-state-tag'
import { AppLink } from '@/components/ui/link'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { aspectWord } from '@/lib/cat/aspect-word'
import { BANK_PATH } from '@/lib/cat/item-filter'
import type { ListedItem } from '@/lib/cat/items-read.server'

/** Items in a list: code, cell, how they begin, and where they stand. No key. */
export function ItemTable({ rows, empty }: { rows: readonly ListedItem[]; empty: ReactNode }) {
  const t = useTranslations('bank')
  const columns: Column<ListedItem>[] = [
    {
      key: 'code',
      header: t('code'),
      nowrap: true,
      phone: 'plain',
      cell: ({ id, code }) => (
        <AppLink href={`${BANK_PATH}/${id}`} data-name="">
          {code}
        </AppLink>
      ),
    },
    {
      key: 'cell',
      header: t('cell'),
      cell: ({ section, aspect }) => <TwoLines sub={aspectWord(t, aspect)}>{section}</TwoLines>,
    },
    { key: 'beginning', header: t('beginning'), cell: ({ beginning }) => <Beginning text={beginning} /> },
    { key: 'used', header: t('usedLabel'), align: 'right', cell: ({ used }) => t('usedTimes', { count: used }) },
    { key: 'version', header: t('versionLabel'), align: 'right', phone: 'hide', cell: ({ number }) => number },
    { key: 'state', header: t('stateLabel'), phone: 'plain', cell: ({ state }) => <ItemStateTag state={state} /> },
  ]
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} empty={empty} />
}

function Beginning({ text }: { text: string }) {
  const t = useTranslations('bank')
  const words = text.replace(
    /&(lt|gt|amp|quot);/g,
    (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? '',
  )
  return <span className="line-clamp-2 max-w-[70ch]">{words.replace(/\s+/g, ' ').trim() || t('pictureAlone')}</span>
}

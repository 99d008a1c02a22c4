'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { IconButton } from '@/components/ui/button'
import { DensityChoice } from '@/components/ui/density-choice'
import { Icon } from '@/components/ui/icon'
import { Popover, QUIET_SUMMARY } from '@/components/ui/popover'
import { columnsWord, listHref, pageSizes } from '@/lib/list-view'

export type ListColumn = { key: string; label: string }

/**
 * Kolom: which columns a list shows and in which order, how many rows a page has and how high they are. Choosing is
 * saving: columns and page size go into the address at once.
 */
export function ColumnMenu({
  path,
  query,
  columns,
  shown,
  pageSize,
}: {
  path: string
  query: Record<string, string>
  /** All but the first, in the usual order. */
  columns: readonly ListColumn[]
  shown: readonly string[]
  pageSize: number
}) {
  const t = useTranslations('lists.columns')
  const router = useRouter()
  const [, startTransition] = useTransition()
  const [order, setOrder] = useState(() => withHidden(columns, shown))
  const [visible, setVisible] = useState<ReadonlySet<string>>(() => new Set(shown))

  const go = (changes: Record<string, string | undefined>) =>
    startTransition(() => router.replace(listHref(path, query, changes) as Route, { scroll: false }))
  const apply = (keys: string[], seen: ReadonlySet<string>) => {
    setOrder(keys)
    setVisible(seen)
    const word = columnsWord(
      columns.map(({ key }) => key),
      keys.filter((key) => seen.has(key)),
    )
    go({ kolom: word })
  }
  const toggle = (key: string) => {
    const seen = new Set(visible)
    if (!seen.delete(key)) seen.add(key)
    if (seen.size > 0) apply(order, seen)
  }
  const move = (from: number, by: 1 | -1) => {
    const keys = [...order]
    const [key] = keys.splice(from, 1)
    if (key) keys.splice(from + by, 0, key)
    apply(keys, visible)
  }
  return (
    <Popover
      look={QUIET_SUMMARY}
      label={
        <>
          <Icon name="columns-3" className="size-4" />
          <span className="max-md:sr-only">{t('title')}</span>
        </>
      }
    >
      <ul aria-label={t('shown')} className="grid">
        {order.map((key, at) => {
          const label = columns.find((column) => column.key === key)?.label ?? key
          return (
            <li key={key} className="flex items-center gap-1">
              <label className="flex min-h-11 flex-1 items-center gap-3 md:min-h-9">
                <input
                  type="checkbox"
                  checked={visible.has(key)}
                  disabled={visible.size === 1 && visible.has(key)}
                  onChange={() => toggle(key)}
                />
                {label}
              </label>
              <IconButton
                label={t('up', { label })}
                icon={<Icon name="arrow-up" className="size-4" />}
                disabled={at === 0}
                onClick={() => move(at, -1)}
              />
              <IconButton
                label={t('down', { label })}
                icon={<Icon name="arrow-down" className="size-4" />}
                disabled={at === order.length - 1}
                onClick={() => move(at, 1)}
              />
            </li>
          )
        })}
      </ul>
      <div className="flex flex-wrap items-end gap-4 border-t border-line pt-3">
        <label className="grid gap-1 font-semibold">
          {t('rows')}
          <select
            className="control-sm"
            value={pageSize}
            onChange={({ target }) => go({ baris: target.value === String(pageSizes[0]) ? undefined : target.value })}
          >
            {pageSizes.map((size) => (
              <option key={size}>{size}</option>
            ))}
          </select>
        </label>
        <DensityChoice />
      </div>
    </Popover>
  )
}

/** The shown columns in their order, then those that are hidden. */
function withHidden(columns: readonly ListColumn[], shown: readonly string[]): string[] {
  return [...shown, ...columns.map(({ key }) => key).filter((key) => !shown.includes(key))]
}

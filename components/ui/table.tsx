import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { RowToggle } from '@/components/ui/row-toggle'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  align?: 'left' | 'right'
  /** What its cells hold keeps to a line; the header takes two where that saves width. */
  nowrap?: boolean
  /** A class that says how wide it is, where several tables below each other should line up. */
  width?: string
  /** On a phone: `plain` stands alone (the name on top, a status below), `label` is label and value, `hide` is left out. */
  phone?: 'plain' | 'label' | 'hide'
  /** The header becomes a link that sorts. */
  sort?: { href: string; direction?: 'ascending' | 'descending' }
  /** Only for screen readers: the header of a column of buttons. */
  headerHidden?: boolean
}

type Selection<Row> = { name: string; label: (row: Row) => string; form?: string; isPickable?: (row: Row) => boolean }

type Props<Row> = {
  caption: string
  columns: Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** A checkbox per row that may be picked, named for a form; see `usePicked`. */
  select?: Selection<Row>
  /**
   * What opens below a row, or null when the row has nothing to open. With `href` the toggle is a link: the page comes
   * again with the row's content.
   */
  detail?: {
    label: (row: Row) => string
    content: (row: Row) => ReactNode
    isOpen?: (row: Row) => boolean
    href?: (row: Row) => string
  }
  /** False for a short table beside something else: it scrolls sideways in its own frame at every width. */
  sticks?: boolean
  /** Shown instead of an empty body. */
  empty?: ReactNode
}

/**
 * A list page's table: caption, header that sticks, first column that sticks when it scrolls sideways (in a focusable
 * region), cards below 768 px. The first column carries the name.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  select: selection,
  detail,
  sticks = true,
  empty,
}: Props<Row>) {
  const t = useTranslations('common.table')
  if (rows.length === 0 && empty) return empty
  const select = selection && rows.some(selection.isPickable ?? (() => true)) ? selection : undefined
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={`relative overflow-x-auto rounded-lg ${sticks ? 'xl:overflow-visible' : ''}`}
    >
      {select && (
        <label className="flex min-h-11 items-center justify-between gap-3 border-b border-line px-4 text-sm md:hidden">
          {t('pickAll')}
          <input type="checkbox" data-pick-all={select.name} form={select.form} />
        </label>
      )}
      <table className={`table table-cards ${sticks ? 'table-sticks' : ''}`}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {select && (
              <th scope="col" className="w-11">
                <input type="checkbox" data-pick-all={select.name} form={select.form} aria-label={t('pickAll')} />
              </th>
            )}
            {columns.map((column, index) => (
              <HeaderCell key={column.key} column={column} isFirst={index === 0} />
            ))}
            {detail && (
              <th scope="col" className="w-11" data-toggle="">
                <span className="sr-only">{t('detail')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={rowKey(row)} id={rowKey(row)} row={row} columns={columns} select={select} detail={detail} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function HeaderCell<Row>({ column, isFirst }: { column: Column<Row>; isFirst: boolean }) {
  const { sort, header } = column
  const arrow = sort?.direction === 'descending' ? 'arrow-down' : 'arrow-up'
  return (
    <th scope="col" aria-sort={sort?.direction} className={classesOf(column)} data-first={isFirst || undefined}>
      {sort ? (
        <AppLink href={sort.href} className="inline-flex items-center gap-1 text-inherit no-underline hover:underline">
          {header}
          {sort.direction && <Icon name={arrow} className="size-3.5" />}
        </AppLink>
      ) : (
        <span className={column.headerHidden ? 'sr-only' : ''}>{header}</span>
      )}
    </th>
  )
}

function classesOf<Row>({ align, nowrap, width }: Column<Row>): string {
  return [align === 'right' ? 'num-cell' : '', nowrap ? 'whitespace-normal' : '', width].filter(Boolean).join(' ')
}

function TableRow<Row>({
  id,
  row,
  columns,
  select,
  detail,
}: { id: string; row: Row } & Pick<Props<Row>, 'columns' | 'select' | 'detail'>) {
  const content = detail?.content(row)
  const detailId = `rincian-${id.replace(/\W+/g, '-')}`
  const isOpen = detail?.isOpen?.(row) ?? false
  return (
    <>
      <tr data-row={id}>
        {select && (
          <td data-pick="">
            {(select.isPickable?.(row) ?? true) && (
              <label className="grid size-11 place-items-center md:size-auto">
                <input
                  type="checkbox"
                  name={select.name}
                  value={id}
                  form={select.form}
                  aria-label={select.label(row)}
                />
              </label>
            )}
          </td>
        )}
        {columns.map((column, index) => (
          <BodyCell key={column.key} column={column} row={row} isFirst={index === 0} />
        ))}
        {detail?.href && (
          <td data-toggle="">
            <AppLink
              href={detail.href(row)}
              replace
              scroll={false}
              aria-expanded={isOpen}
              aria-label={detail.label(row)}
              title={detail.label(row)}
              className="inline-flex size-11 items-center justify-center rounded-md text-neutral hover:bg-soft aria-expanded:rotate-180 md:size-8"
            >
              <Icon name="chevron-down" />
            </AppLink>
          </td>
        )}
        {detail && !detail.href && (
          <td data-toggle="">
            {content && (
              <RowToggle
                controls={detailId}
                label={detail.label(row)}
                isOpenAtFirst={isOpen}
                icon={<Icon name="chevron-down" />}
              />
            )}
          </td>
        )}
      </tr>
      {content && (
        <tr id={detailId} data-detail="" hidden={!isOpen}>
          <td colSpan={columns.length + (select ? 2 : 1)} className="p-0!">
            {content}
          </td>
        </tr>
      )}
    </>
  )
}

function BodyCell<Row>({ column, row, isFirst }: { column: Column<Row>; row: Row; isFirst: boolean }) {
  const phone = column.phone ?? (isFirst ? 'plain' : 'label')
  const className = [column.align === 'right' ? 'num-cell' : '', column.nowrap ? 'whitespace-nowrap' : ''].join(' ')
  return (
    <td
      className={className.trim() || undefined}
      data-first={isFirst || undefined}
      data-label={phone === 'label' ? column.header : undefined}
      data-last-phone={(phone === 'plain' && !isFirst) || undefined}
      data-hide-phone={phone === 'hide' || undefined}
    >
      {column.cell(row)}
    </td>
  )
}

/** The first cell of a list of people: name as a link over a second line (grouped NIP). */
export function NameCell({ href, name, sub }: { href: string; name: ReactNode; sub?: ReactNode }) {
  return (
    <>
      <AppLink href={href} data-name="">
        {name}
      </AppLink>
      {sub && <span className="num block text-xs whitespace-nowrap text-muted">{sub}</span>}
    </>
  )
}

/** Two lines in one cell: the fact, and what belongs to it in grey. */
export function TwoLines({ children, sub }: { children: ReactNode; sub?: ReactNode }) {
  return (
    <span>
      {children}
      {sub && <span className="block text-xs text-muted">{sub}</span>}
    </span>
  )
}

import type { ReactNode } from 'react'

/** Facts as label and value, one below the other; under 768 px too. */
export function KeyValues({ items }: { items: { label: string; value: ReactNode }[] }) {
  return (
    <dl className="text-sm">
      {items.map(({ label, value }) => (
        <div key={label} className="grid grid-cols-[112px_1fr] gap-3 py-1.5 md:grid-cols-[160px_1fr] md:gap-4">
          <dt className="min-w-0 text-muted wrap-anywhere hyphens-auto">{label}</dt>
          <dd className="num min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The four facts a case begins with: status, whose turn, by when, what follows. `tone` colours a deadline. */
export function FactStrip({
  items,
}: {
  items: { label: string; value: ReactNode; note?: ReactNode; tone?: 'danger' | 'warning' }[]
}) {
  const tones = { danger: 'text-danger', warning: 'text-warning' }
  return (
    <dl className="mb-6 grid rounded-lg border border-line md:grid-flow-col md:auto-cols-fr">
      {items.map(({ label, value, note, tone }) => (
        <div
          key={label}
          className="border-line px-4 py-2 max-md:grid max-md:grid-cols-[104px_minmax(0,1fr)] max-md:items-baseline max-[22em]:grid-cols-[80px_minmax(0,1fr)] max-md:gap-3 max-md:[&:not(:first-child)]:border-t md:py-3 md:[&:not(:first-child)]:border-l"
        >
          <dt className="text-xs text-muted">{label}</dt>
          <dd className={`min-w-0 text-sm font-semibold *:whitespace-normal md:mt-0.5 ${tone ? tones[tone] : ''}`}>
            {value}
            {note && <span className="block text-xs font-normal text-muted">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Old and new side by side in a table's body; the new one is what counts. */
export function BeforeAfter({
  caption,
  before,
  after,
  rows,
}: {
  caption: string
  before: string
  after: string
  rows: { label: string; before: ReactNode; after: ReactNode }[]
}) {
  return (
    <table className="table max-md:[&_:is(td,th)]:px-2 max-md:[&_:is(td,th):first-child]:pl-4 max-md:[&_:is(td,th):last-child]:pr-4 max-[22em]:text-xs">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row" className="text-muted">
              {row.label}
            </th>
            <td>{row.before}</td>
            <td className="font-semibold!">{row.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

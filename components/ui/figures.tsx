import type { ReactNode } from 'react'
import { AppLink } from '@/components/ui/link'

export type Figure = { label: string; value: ReactNode; href?: string; note?: ReactNode; isBad?: boolean }

/**
 * Numbers side by side, each leading to the list behind it with the same total. Put it alone into a `Card flush`, or
 * under a line inside one.
 */
export function Figures({ items }: { items: Figure[] }) {
  return (
    <ul className="grid grid-cols-2 md:grid-flow-col md:auto-cols-fr md:grid-cols-none">
      {items.map((figure) => (
        <li
          key={figure.label}
          className="border-line max-md:even:border-l max-md:[&:last-child:nth-child(odd)]:col-span-2 max-md:[&:nth-child(n+3)]:border-t md:[&:not(:first-child)]:border-l"
        >
          <FigureBody {...figure} />
        </li>
      ))}
    </ul>
  )
}

function FigureBody({ label, value, href, note, isBad = false }: Figure) {
  const body = (
    <>
      <span
        className={`block font-head text-2xl leading-8 font-semibold tracking-[-0.02em] ${isBad ? 'text-danger' : ''}`}
      >
        {value}
      </span>
      <span
        className={`block text-sm ${href ? 'text-link underline underline-offset-3 group-hover:decoration-2' : 'text-muted'}`}
      >
        {label}
      </span>
      {note && <span className="block text-xs text-muted">{note}</span>}
    </>
  )
  const look = 'block px-4 pt-2.5 pb-3'
  if (!href) return <div className={look}>{body}</div>
  return (
    <AppLink href={href} className={`group text-text no-underline hover:bg-surface ${look}`}>
      {body}
    </AppLink>
  )
}

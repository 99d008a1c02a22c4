import type { ReactNode } from 'react'

export type TimelineEntry = {
  key: string
  /** What happened is filled, what is to come open, what needs care amber. */
  state: 'done' | 'open' | 'attention'
  title: ReactNode
  /** Who and when, in one line. */
  meta?: ReactNode
  /** The words of the person who acted. */
  quote?: ReactNode
  children?: ReactNode
}

const NODES = {
  done: 'bg-primary ring-primary',
  open: 'bg-bg ring-primary',
  attention: 'bg-accent ring-accent',
}

/** The level line upright: newest first. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  return (
    <ol>
      {entries.map(({ key, state, title, meta, quote, children }) => (
        <li
          key={key}
          className="relative pb-4 pl-7 not-last:before:absolute not-last:before:top-[22px] not-last:before:-bottom-0.5 not-last:before:left-[7px] not-last:before:w-0.5 not-last:before:bg-line last:pb-0"
        >
          <span
            aria-hidden="true"
            className={`absolute top-0.75 left-0 size-4 rounded-full border-4 border-bg ring-2 print:[print-color-adjust:exact] ${NODES[state]}`}
          />
          <p className="text-sm font-semibold">{title}</p>
          {meta && <p className="text-xs text-muted">{meta}</p>}
          {quote && (
            <blockquote className="mt-2 rounded-md border border-tone-edge bg-warning-bg px-3 py-2 text-sm wrap-anywhere text-warning empty:hidden">
              {quote}
            </blockquote>
          )}
          {children && <div className="mt-1 text-sm empty:hidden">{children}</div>}
        </li>
      ))}
    </ol>
  )
}

import type { ReactNode } from 'react'

/**
 * The bar over the foot of a list while rows are picked: how many in words, what the action will do and skip, the
 * way out and the action. Stands above the phone's bottom bar.
 */
export function BulkBar({
  label,
  count,
  preview,
  children,
}: {
  label: string
  count: ReactNode
  preview?: ReactNode
  children: ReactNode
}) {
  return (
    <section
      aria-label={label}
      className="sticky bottom-20 z-10 mt-4 flex flex-wrap items-center gap-2 rounded-lg bg-bg py-2 pr-2 pl-4 text-sm shadow-overlay max-md:-mx-2 md:bottom-4 md:gap-4 print:hidden"
    >
      <b aria-live="polite">{count}</b>
      {preview && <span className="text-muted">{preview}</span>}
      <span className="flex-1" />
      {children}
    </section>
  )
}

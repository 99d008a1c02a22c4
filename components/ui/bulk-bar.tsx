import type { ReactNode } from 'react'

/**
 * What sticks to the foot of a list: what the last bulk action was answered, and the bar while rows are picked. The
 * list above may be long, so the answer stands where the button was. Stands above the phone's bottom bar.
 */
export function BulkFoot({ answer, children }: { answer: ReactNode; children: ReactNode }) {
  return (
    <div className="sticky bottom-20 z-10 mt-4 grid gap-2 max-md:-mx-2 md:bottom-4 print:hidden">
      <div
        aria-live="polite"
        className="grid max-h-64 gap-2 overflow-y-auto rounded-md bg-bg shadow-overlay empty:hidden"
      >
        {answer}
      </div>
      {children}
    </div>
  )
}

/** The bar while rows are picked: how many in words, what the action will do and skip, the way out and the action. */
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
      className="flex flex-wrap items-center gap-2 rounded-lg bg-bg py-2 pr-2 pl-4 text-sm shadow-overlay md:gap-4"
    >
      <b aria-live="polite">{count}</b>
      {preview && <span className="text-muted">{preview}</span>}
      <span className="flex-1" />
      {children}
    </section>
  )
}

import type { ReactNode } from 'react'

/** The row between the tabs and a table: filters on the left, view and paging on the right. */
export function Toolbar({ children, aside }: { children?: ReactNode; aside?: ReactNode }) {
  return (
    <div className="my-3 flex items-start gap-x-2 gap-y-2 md:my-4 md:flex-wrap md:items-center md:gap-x-4 print:hidden">
      <div className="min-w-0 flex-1">{children}</div>
      {aside && <div className="flex shrink-0 items-center md:flex-wrap md:gap-2">{aside}</div>}
    </div>
  )
}

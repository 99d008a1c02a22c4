import type { ReactNode } from 'react'

/** The row between the tabs and a table: filters on the left, view and paging on the right. */
export function Toolbar({ children, aside }: { children?: ReactNode; aside?: ReactNode }) {
  return (
    <div className="my-3 flex flex-wrap items-center gap-x-4 gap-y-2 md:my-4 print:hidden">
      <div className="min-w-0 max-md:w-full md:flex-1">{children}</div>
      {aside && <div className="flex flex-wrap items-center gap-2">{aside}</div>}
    </div>
  )
}

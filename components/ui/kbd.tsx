import type { ReactNode } from 'react'

/** A key as it stands on the keyboard; hidden where there is none. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="max-md:hidden">{children}</kbd>
}

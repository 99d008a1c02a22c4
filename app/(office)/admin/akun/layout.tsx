import type { ReactNode } from 'react'
import { ClientMessages } from '@/lib/i18n/client-messages'

/** Gives the forms below it their words; the rest of the office does without translation code. */
export default function Layout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={['access']}>{children}</ClientMessages>
}

import type { ReactNode } from 'react'
import { ClientMessages } from '@/lib/i18n/client-messages'

/** Gives the form below it its words. */
export default function Layout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={['agency']}>{children}</ClientMessages>
}

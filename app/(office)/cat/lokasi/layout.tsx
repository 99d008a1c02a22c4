import type { ReactNode } from 'react'
import { ClientMessages } from '@/lib/i18n/client-messages'

/** Gives the forms below it their words. */
export default function Layout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={['site']}>{children}</ClientMessages>
}

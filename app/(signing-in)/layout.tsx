import { ClientMessages } from '@/lib/i18n/client-messages'

/** The steps between the password and the first page. */
export default function Layout({ children }: LayoutProps<'/'>) {
  return <ClientMessages namespaces={['access']}>{children}</ClientMessages>
}

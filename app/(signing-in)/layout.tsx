import { SignOutButton } from '@/components/access/sign-out-button'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { signOutAction } from './masuk/actions'

/** The steps between the password and the first page: one column and a way out. */
export default function Layout({ children }: LayoutProps<'/'>) {
  return (
    <ClientMessages namespaces={['access']}>
      <main id="isi" className="mx-auto grid w-full max-w-[464px] gap-6 px-4 py-10 md:py-16">
        <p className="text-xl font-bold text-primary">
          <span className="border-b-2 border-accent pb-1">Satya</span>
        </p>
        {children}
        <SignOutButton action={signOutAction} />
      </main>
    </ClientMessages>
  )
}

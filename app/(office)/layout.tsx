import { getTranslations } from 'next-intl/server'
import { SignOutButton } from '@/components/access/sign-out-button'
import { AppLink } from '@/components/ui/link'
import { currentActor } from '@/lib/auth/session.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { signOutAction } from '../(signing-in)/masuk/actions'

/** The frame of every office page. It guards nothing: each page asks for its own permission. */
export default async function Layout({ children }: LayoutProps<'/'>) {
  const actor = await currentActor()
  const t = await getTranslations('access')
  return (
    <>
      {actor && (
        <header className="flex flex-wrap items-center gap-4 border-b border-line px-4 py-3">
          <AppLink href="/beranda" className="text-lg font-bold">
            Satya
          </AppLink>
          <span className="flex-1 text-sm text-muted">
            {actor.name} · {t(`role.${actor.role}`)}
          </span>
          <ClientMessages namespaces={['access']}>
            <SignOutButton action={signOutAction} />
          </ClientMessages>
        </header>
      )}
      <main id="isi" className="mx-auto w-full max-w-[1280px] p-4 md:p-6">
        {children}
      </main>
    </>
  )
}

import type { Metadata } from 'next'
import { connection } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { DemonstrationSignIn } from '@/components/access/demonstration-sign-in'
import { SignInForm } from '@/components/access/sign-in-form'
import { demonstrationAccounts } from '@/lib/auth/demonstration.server'
import { ClientMessages } from '@/lib/i18n/client-messages'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.signIn'))('title') }
}

export default async function Page() {
  await connection()
  const t = await getTranslations('access.signIn')
  const demonstration = demonstrationAccounts()
  return (
    <ClientMessages namespaces={['access']}>
      <main id="isi" className="mx-auto grid w-full max-w-[464px] gap-6 px-4 py-10 md:py-16">
        <h1>{t('title')}</h1>
        {demonstration ? <DemonstrationSignIn {...demonstration} /> : <SignInForm />}
      </main>
    </ClientMessages>
  )
}

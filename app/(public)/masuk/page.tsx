import type { Metadata } from 'next'
import { connection } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { DemonstrationSignIn } from '@/components/access/demonstration-sign-in'
import { SignInForm } from '@/components/access/sign-in-form'
import { SignInFrame } from '@/components/public/sign-in-frame'
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
      <SignInFrame title={t('title')}>
        {demonstration ? <DemonstrationSignIn {...demonstration} /> : <SignInForm />}
      </SignInFrame>
    </ClientMessages>
  )
}

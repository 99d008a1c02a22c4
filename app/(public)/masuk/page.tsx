import type { Metadata } from 'next'
import { connection } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { DemonstrationSignIn } from '@/components/access/demonstration-sign-in'
import { SignInForm } from '@/components/access/sign-in-form'
import { signInWords } from '@/components/access/sign-in-words'
import { SignInFrame } from '@/components/public/sign-in-frame'
import { demonstrationAccounts } from '@/lib/auth/demonstration.server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.signIn'))('title') }
}

export default async function Page() {
  await connection()
  const t = await getTranslations('access')
  const words = await signInWords()
  const demonstration = demonstrationAccounts()
  return (
    <SignInFrame title={t('signIn.title')}>
      {demonstration ? (
        <DemonstrationSignIn
          words={words}
          title={t('demonstration.title')}
          explanation={t('demonstration.explanation', { password: demonstration.password })}
          password={demonstration.password}
          accounts={demonstration.accounts.map(({ role, ...account }) => ({
            ...account,
            roleLabel: t(`role.${role}`),
          }))}
        />
      ) : (
        <SignInForm words={words} />
      )}
    </SignInFrame>
  )
}

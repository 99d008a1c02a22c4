import type { Metadata } from 'next'
import { connection } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { DemonstrationSignIn } from '@/components/access/demonstration-sign-in'
import { SignInForm } from '@/components/access/sign-in-form'
import { signInWords } from '@/components/access/sign-in-words'
import { SignInFrame } from '@/components/public/sign-in-frame'
import { demonstrationAccounts } from '@/lib/auth/demonstration.server'

/** What needs no account. */
const OPEN = [
  { name: 'room', href: '/cat/ruang-ujian' },
  { name: 'results', href: '/cat/pengumuman' },
  { name: 'paper', href: '/v' },
] as const

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
          groups={demonstration.groups.map(({ group, accounts }) => ({
            label: t(`demonstration.group.${group}`),
            accounts: accounts.map(({ role, userId, name }) => ({ userId, name, roleLabel: t(`role.${role}`) })),
          }))}
        >
          <p className="border-t border-line px-4 pt-3 text-sm text-muted">{t('demonstration.open.title')}</p>
          <ul className="grid px-4 pb-2 text-sm">
            {OPEN.map(({ name, href }) => (
              <li key={name}>
                <a href={href} className="inline-flex min-h-11 items-center md:min-h-8">
                  {t(`demonstration.open.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        </DemonstrationSignIn>
      ) : (
        <SignInForm words={words} />
      )}
    </SignInFrame>
  )
}

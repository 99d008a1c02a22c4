import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewPasswordForm } from '@/components/access/new-password-form'
import { signInWords } from '@/components/access/sign-in-words'
import { SignOutButton } from '@/components/access/sign-out-button'
import { SignInFrame } from '@/components/public/sign-in-frame'
import { requireStage } from '@/lib/auth/session.server'
import { replaceFirstPasswordAction, signOutAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.newPassword'))('title') }
}

export default async function Page() {
  await requireStage('password')
  const t = await getTranslations('access.newPassword')
  return (
    <SignInFrame title={t('title')} subtitle={t('subtitle')}>
      <NewPasswordForm words={await signInWords()} action={replaceFirstPasswordAction} />
      <SignOutButton
        action={signOutAction}
        label={(await getTranslations('access'))('signOut')}
        failed={(await getTranslations('access'))('commandFailed')}
        className="min-h-11 justify-self-start text-sm font-semibold text-link"
      />
    </SignInFrame>
  )
}

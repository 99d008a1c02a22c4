import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CodeForm } from '@/components/access/code-form'
import { signInWords } from '@/components/access/sign-in-words'
import { SignOutButton } from '@/components/access/sign-out-button'
import { SignInFrame } from '@/components/public/sign-in-frame'
import { Notice } from '@/components/ui/notice'
import { demonstrationCode } from '@/lib/auth/demonstration.server'
import { requireStage } from '@/lib/auth/session.server'
import { confirmCodeAction, signOutAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.code'))('title') }
}

export default async function Page() {
  const session = await requireStage('code')
  const t = await getTranslations('access.code')
  const code = await demonstrationCode(session, new Date())
  return (
    <SignInFrame title={t('title')} subtitle={t('subtitle', { name: session.actor.name })}>
      {code && (
        <Notice tone="info" title={t('demonstration')}>
          <span className="font-mono text-lg tabular-nums">{code}</span>
        </Notice>
      )}
      <CodeForm words={await signInWords()} action={confirmCodeAction} />
      <SignOutButton
        action={signOutAction}
        label={(await getTranslations('access'))('signOut')}
        failed={(await getTranslations('access'))('commandFailed')}
        className="min-h-11 justify-self-start text-sm font-semibold text-link"
      />
    </SignInFrame>
  )
}

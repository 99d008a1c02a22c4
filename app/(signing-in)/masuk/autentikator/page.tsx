import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EnrolForm } from '@/components/access/enrol-form'
import { QrCode } from '@/components/access/qr-code'
import { signInWords } from '@/components/access/sign-in-words'
import { SignOutButton } from '@/components/access/sign-out-button'
import { SignInFrame } from '@/components/public/sign-in-frame'
import { beginEnrolment } from '@/lib/auth/enrolment.server'
import { requireStage } from '@/lib/auth/session.server'
import { enrolAction, signOutAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.enrol'))('title') }
}

export default async function Page() {
  const session = await requireStage('enrol')
  const t = await getTranslations('access.enrol')
  const { qr, typed, sealed } = await beginEnrolment(session, new Date())
  return (
    <SignInFrame title={t('title')} subtitle={t('subtitle')}>
      <QrCode svg={qr} typed={typed} />
      <EnrolForm words={await signInWords()} secret={sealed} action={enrolAction} next="/beranda" />
      <SignOutButton
        action={signOutAction}
        label={(await getTranslations('access'))('signOut')}
        failed={(await getTranslations('access'))('commandFailed')}
        className="min-h-11 justify-self-start text-sm font-semibold text-link"
      />
    </SignInFrame>
  )
}

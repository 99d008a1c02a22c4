import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChangePasswordForm } from '@/components/access/change-password-form'
import { CommandButton } from '@/components/access/command-button'
import { EnrolForm } from '@/components/access/enrol-form'
import { QrCode } from '@/components/access/qr-code'
import { SecondFactorCard } from '@/components/access/second-factor-card'
import { SessionsTable } from '@/components/access/sessions-table'
import { signInWords } from '@/components/access/sign-in-words'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { readOwnSecurity } from '@/lib/auth/account-security.server'
import { demonstrationCode } from '@/lib/auth/demonstration.server'
import { beginEnrolment } from '@/lib/auth/enrolment.server'
import { needsFreshAuthentication } from '@/lib/auth/fresh-authentication.server'
import { requireActor, requireSession } from '@/lib/auth/session.server'
import {
  changePasswordAction,
  confirmAction,
  endSessionAction,
  keepPreferencesAction,
  renewRecoveryCodesAction,
  replaceSecondFactorAction,
  signOutEverywhereAction,
} from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.security'))('title') }
}

export default async function Page() {
  await requireActor('own.secure')
  const session = await requireSession()
  const now = new Date()
  const t = await getTranslations('access.security')
  const words = await signInWords()
  const { sessions, codesLeft, isReminded } = await readOwnSecurity(session, now)
  const { hasSecondFactor } = session.duties
  const code = await demonstrationCode(session, now)
  const isConfirmed = !(await needsFreshAuthentication(now))
  const enrolment = isConfirmed ? await beginEnrolment(session, now) : undefined
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <div className="grid gap-6 lg:grid-cols-2">
        <Card title={t('password')}>
          <ChangePasswordForm hasSecondFactor={hasSecondFactor} action={changePasswordAction} />
        </Card>
        <Card title={t('factor')}>
          {code && (
            <Notice tone="info" title={(await getTranslations('access.code'))('demonstration')}>
              <span className="font-mono text-lg tabular-nums">{code}</span>
            </Notice>
          )}
          <SecondFactorCard
            hasSecondFactor={hasSecondFactor}
            isConfirmed={isConfirmed}
            codesLeft={codesLeft}
            confirm={confirmAction}
            recovery={words.recovery}
            renewCodes={renewRecoveryCodesAction}
            enrolment={
              enrolment && (
                <div className="grid gap-4 pt-2">
                  <QrCode svg={enrolment.qr} typed={enrolment.typed} />
                  <EnrolForm words={words} secret={enrolment.sealed} action={replaceSecondFactorAction} next="/akun" />
                </div>
              )
            }
          />
        </Card>
        <Card
          title={t('reminders')}
          className="lg:col-span-2"
          action={
            <CommandButton
              action={keepPreferencesAction}
              input={{ isReminded: !isReminded }}
              label={t(isReminded ? 'remindersStop' : 'remindersStart')}
            />
          }
        >
          <p>{t(isReminded ? 'remindersOn' : 'remindersOff')}</p>
        </Card>
        <Card
          title={t('sessions')}
          flush
          className="lg:col-span-2"
          action={<CommandButton action={signOutEverywhereAction} input={undefined} label={t('endAll')} />}
        >
          <SessionsTable rows={sessions} currentId={session.id} end={endSessionAction} />
        </Card>
      </div>
    </>
  )
}

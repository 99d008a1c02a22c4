import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { RoleSwitch } from '@/components/access/role-switch'
import { SignInAgain } from '@/components/access/sign-in-again'
import { signInWords } from '@/components/access/sign-in-words'
import { SignOut } from '@/components/kinerja/sign-out'
import { OfficeShell } from '@/components/shell/office-shell'
import { SessionGuard } from '@/components/shell/session-guard'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import type { Context } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import { preferences } from '@/lib/auth/preferences.server'
import { currentSession } from '@/lib/auth/session.server'
import { secondsLeft } from '@/lib/auth/sessions.server'
import { formatDate, zoneFrom } from '@/lib/format'
import { countWaitingEntries } from '@/lib/kinerja/public.server'
import { countNotifications } from '@/lib/notifications.server'
import { countProposals, queueFilter } from '@/lib/sapk/proposal-read.server'
import { confirmCodeAction, signOutAction } from '../(signing-in)/masuk/actions'
import { keepPreferencesAction, renewSessionAction, switchRoleAction } from './akun/actions'
import { placesOf } from './places'

/** The frame of every office page. It guards nothing: each page asks for its own permission. */
export default async function Layout({ children }: LayoutProps<'/'>) {
  const session = await currentSession()
  if (session?.stage !== 'open') return children
  const t = await getTranslations('access')
  const { actor, agency } = session
  const now = new Date()
  const roleLabel = (role: typeof actor.role) => t(`role.${role}`)
  const { locale } = await preferences()
  const [proposals, entries, told] = await Promise.all([
    isAllowed(actor.role, 'promotion.read') ? countWaiting({ actor, now }) : 0,
    isAllowed(actor.role, 'entry.review') ? countWaitingEntries({ actor, now }) : 0,
    countNotifications({ actor, now }, session.notifiedUntil),
  ])
  const others = session.roles.filter((role) => role !== actor.role)
  return (
    <OfficeShell
      navigation={placesOf(actor.role).map(({ name, href, icon, key, counts }) => ({
        href,
        icon,
        key,
        label: t(`places.${name}`),
        count: counts && { proposals, entries }[counts],
      }))}
      actor={{
        name: actor.name,
        roleLabel: roleLabel(actor.role),
        unitLabel: session.unitName ?? agency.name,
        acting: session.acting
          ? t('acting.strip', {
              kind: t(`acting.kind.${session.acting.kind}`),
              post: session.acting.post,
              date: formatDate(session.acting.until, 'long', locale),
            })
          : undefined,
      }}
      told={told}
      keepPreferences={keepPreferencesAction}
      agency={agency.name}
      now={now}
      isRailSlim={(await cookies()).get('rail')?.value === 'slim'}
      zone={zoneFrom(agency.timeZone)}
      search={
        isAllowed(actor.role, 'employee.read')
          ? { endpoint: '/api/pegawai/cari', placeholder: t('searchPeople') }
          : undefined
      }
      roles={
        others.length > 0 && (
          <RoleSwitch
            roles={others.map((role) => ({ role, label: t('switchTo', { role: roleLabel(role) }) }))}
            icon={<Icon name="user-check" />}
            failed={t('commandFailed')}
            action={switchRoleAction}
          />
        )
      }
      signOut={
        <>
          {actor.role !== 'employee' && (
            <AppLink href="/profil" className="shell-menu-item">
              <Icon name="id-card" />
              {t('places.profile')}
            </AppLink>
          )}
          <a href="/kinerja" className="shell-menu-item">
            <Icon name="calendar" />
            {t('places.daily')}
          </a>
          <AppLink href="/kinerja/skp" className="shell-menu-item">
            <Icon name="file-text" />
            {t('places.plans')}
          </AppLink>
          <AppLink href="/profil/akses" className="shell-menu-item">
            <Icon name="eye" />
            {t('places.access')}
          </AppLink>
          <AppLink href="/akun" className="shell-menu-item">
            <Icon name="key-round" />
            {t('places.security')}
          </AppLink>
          <SignOut
            action={signOutAction}
            label={t('signOut')}
            icon={<Icon name="log-out" />}
            failed={t('commandFailed')}
            unsent={(await getTranslations('entry'))('signOut')}
          />
        </>
      }
      extras={
        <SessionGuard
          secondsLeft={secondsLeft(session, now)}
          renew={renewSessionAction}
          signIn={<SignInAgain words={await signInWords()} confirmCode={confirmCodeAction} />}
        />
      }
    >
      {children}
    </OfficeShell>
  )
}

/** What the queue of this role holds now: the total of the list that its place opens. */
async function countWaiting(context: Context): Promise<number> {
  const counts = await countProposals(context, await queueFilter(context))
  return counts.reduce((sum, { total }) => sum + total, 0)
}

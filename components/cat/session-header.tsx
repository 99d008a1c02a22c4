import { getLocale, getTranslations } from 'next-intl/server'
import { type SessionActions, SessionCommands } from '@/components/cat/session-commands'
import type { ShownRoom } from '@/components/cat/shown-room'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { Actor } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import type { SessionView } from '@/lib/cat/exam-read.server'
import { awaitsDecision } from '@/lib/cat/incident'
import { formatInstant, formatTime } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { siteZone } from '@/lib/zones-abroad'

/** What a session is, where else to look, what is done to the whole of it, and that it was cancelled. */
export async function SessionHeader({
  view,
  shown,
  actor,
  now,
  actions,
}: {
  view: SessionView
  shown: ShownRoom
  actor: Actor
  now: Date
  actions: SessionActions
}) {
  const t = await getTranslations('exam')
  const locale = localeFrom(await getLocale())
  const zone = siteZone(view.zone)
  const { room, count } = shown
  const waits = view.incidents.filter((each) => awaitsDecision(each, view.state))
  const deadlines = shown.seated.flatMap(({ state, deadline }) => (state === 'running' && deadline ? [+deadline] : []))
  return (
    <>
      <PageHeader
        title={t('view.title', { room: room?.name ?? view.site, number: view.number })}
        subtitle={t('view.subtitle', {
          seats: room?.seats ?? 0,
          time: formatInstant(view.startsAt, locale, zone),
          at: formatTime(now, locale, zone),
          isRunning: String(deadlines.length > 0),
          end: formatTime(new Date(Math.max(...deadlines, 0)), locale, zone),
        })}
        crumbs={[{ label: t('sessions.title'), href: '/cat/sesi' }, { label: view.site }]}
        actions={
          <>
            <Elsewhere view={view} actor={actor} />
            <SessionCommands
              id={view.id}
              roomId={shown.hasRooms ? room?.id : undefined}
              state={view.state}
              waiting={{
                scheduled: view.seats.filter(({ state }) => state === 'scheduled').length,
                registered: view.seats.filter(({ state }) => state === 'registered').length,
              }}
              isPaused={count('paused') > 0 && count('running') + count('offline') + count('help') === 0}
              isBoardShown={view.isBoardShown}
              may={{
                prepare: isAllowed(actor.role, 'exam.prepare'),
                release: isAllowed(actor.role, 'exam.release'),
                close: isAllowed(actor.role, 'exam.close'),
                cancel: isAllowed(actor.role, 'exam.cancel'),
                pause: isAllowed(actor.role, 'exam.pause'),
                board: isAllowed(actor.role, 'exam.switch_board'),
              }}
              actions={actions}
            />
          </>
        }
      />
      {waits.length > 0 && (
        <div className="mb-4">
          <Notice
            tone="warning"
            title={t('view.waitsTitle', { count: waits.length })}
            action={<a href="#kejadian">{t('view.waitsLink')}</a>}
          >
            {waits.map(({ kind }) => t(`incidents.kind.${kind}`)).join(', ')}
          </Notice>
        </div>
      )}
      {view.leakedItems > 0 && (
        <div className="mb-4">
          <Notice tone="danger" title={t('view.leakedTitle', { count: view.leakedItems })}>
            {t('view.leakedText')}
          </Notice>
        </div>
      )}
      {view.cancelled && (
        <div className="mb-4">
          <Notice tone="warning" title={t('view.cancelledTitle')}>
            {t('view.cancelledText', { ...view.cancelled, at: formatInstant(view.cancelled.at, locale, zone) })}
          </Notice>
        </div>
      )}
    </>
  )
}

async function Elsewhere({ view: { id, state, isBoardShown }, actor }: { view: SessionView; actor: Actor }) {
  const t = await getTranslations('exam.view')
  const isEarly = state === 'planned' || state === 'open'
  return (
    <>
      {isEarly && isAllowed(actor.role, 'exam.save_session') && (
        <ButtonLink href={`/cat/sesi/${id}/atur`} icon={<Icon name="settings" />}>
          {t('toPlan')}
        </ButtonLink>
      )}
      {isAllowed(actor.role, 'exam.renew_pin') && (
        <ButtonLink href={`/cat/sesi/${id}/registrasi`} icon={<Icon name="id-card" />}>
          {t('toDesk')}
        </ButtonLink>
      )}
      {state === 'closed' && isAllowed(actor.role, 'exam.read_scores') && (
        <ButtonLink href={`/cat/sesi/${id}/nilai`} icon={<Icon name="file-text" />}>
          {t('toScores')}
        </ButtonLink>
      )}
      {state === 'closed' && isAllowed(actor.role, 'exam.read_leads') && (
        <ButtonLink href={`/cat/sesi/${id}/petunjuk`} icon={<Icon name="search" />}>
          {t('toLeads')}
        </ButtonLink>
      )}
      {isBoardShown && (state === 'released' || state === 'closed') && (
        <ButtonLink href={`/cat/papan/${id}`} target="_blank" icon={<Icon name="external-link" />}>
          {t('toBoard')}
        </ButtonLink>
      )}
    </>
  )
}

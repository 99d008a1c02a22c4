import { getLocale, getTranslations } from 'next-intl/server'
import { CandidateCards, type CardSession } from '@/components/cat/candidate-cards'
import { PrintButton } from '@/components/registry/print-button'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { cardDrawings } from '@/lib/cat/card-qr.server'
import { findSessionPlan, listCards } from '@/lib/cat/session-plan-read.server'
import { formatDate, formatInstant, formatTime, wallClock } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { sliceOfPage } from '@/lib/list-view'
import { addressWith, pageNumber } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import { siteZone } from '@/lib/zones-abroad'

export async function generateMetadata() {
  return { title: (await getTranslations('plan.card'))('title') }
}

const PER_PAGE = 100
const EARLY_MINUTES = 60

/** The cards of a published session, to be printed and cut, each with a code that the registration desk reads. */
export default async function Page({ params, searchParams }: PageProps<'/cat/sesi/[id]/kartu'>) {
  const actor = await requireActor('exam.save_session')
  const { id } = await params
  const context = { actor, now: new Date() }
  const plan = isUuid(id) ? await findSessionPlan(context, id) : undefined
  if (!plan) return answerNotFound(actor, 'exam.save_session', id)
  const t = await getTranslations('plan')
  const locale = localeFrom(await getLocale())
  const zone = siteZone(plan.zone)
  const asked = pageNumber((await searchParams).halaman)
  const { shown, ...place } = sliceOfPage(await listCards(context, id), asked, PER_PAGE)
  const href = (halaman: number) =>
    addressWith(`/cat/sesi/${id}/kartu`, { halaman: halaman > 1 ? String(halaman) : undefined })
  const session: CardSession = {
    programme: plan.programme,
    number: plan.number,
    site: plan.site,
    address: plan.address,
    day: formatDate(wallClock(plan.startsAt, zone).date, 'long', locale),
    time: formatTime(plan.startsAt, locale, zone),
    arriveBy: formatTime(new Date(plan.startsAt.getTime() - EARLY_MINUTES * 60_000), locale, zone),
  }
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          title={t('card.title')}
          subtitle={t('card.subtitle', { number: plan.number, at: formatInstant(plan.startsAt, locale, zone) })}
          crumbs={[
            { label: t('sessions'), href: '/cat/sesi' },
            { label: t('session', { number: plan.number }), href: `/cat/sesi/${id}` },
            { label: t('title'), href: `/cat/sesi/${id}/atur` },
            { label: t('card.title') },
          ]}
          actions={shown.length > 0 && <PrintButton icon={<Icon name="printer" />} label={t('card.print')} />}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState
          icon="id-card"
          title={t(plan.voidReason === null ? 'card.none' : 'card.cancelled')}
          action={
            plan.voidReason === null ? (
              <ButtonLink href={`/cat/sesi/${id}/atur`}>{t('card.toPlan')}</ButtonLink>
            ) : (
              <ButtonLink href="/cat/sesi">{t('toSessions')}</ButtonLink>
            )
          }
        >
          {t(plan.voidReason === null ? 'card.noneText' : 'card.cancelledText')}
        </EmptyState>
      ) : (
        <CandidateCards
          session={session}
          cards={shown}
          drawings={await cardDrawings(shown.map(({ number }) => number))}
        />
      )}
      {place.total > PER_PAGE && (
        <div className="mt-6 print:hidden">
          <Pager {...place} href={href} />
        </div>
      )}
    </>
  )
}

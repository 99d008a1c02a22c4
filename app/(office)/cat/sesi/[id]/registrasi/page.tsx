import { getLocale, getTranslations } from 'next-intl/server'
import { Desk } from '@/components/cat/desk'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { DESK_CLOSES_MINUTES, type DeskStep, deskClosesAt, deskStep } from '@/lib/cat/desk'
import { sessionView } from '@/lib/cat/exam-read.server'
import { formatTime } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import { siteZone } from '@/lib/zones-abroad'
import { registerCandidateAction, registerLateAction, renewPinAction } from '../../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('exam.desk'))('title') }
}

const PERMISSIONS = {
  register: 'exam.register',
  register_late: 'exam.register_late',
  renew_pin: 'exam.renew_pin',
} as const satisfies Record<DeskStep, string>

/** Where candidates are let in, and where they get another PIN. */
export default async function Page({ params, searchParams }: PageProps<'/cat/sesi/[id]/registrasi'>) {
  const actor = await requireActor('exam.renew_pin')
  const { id } = await params
  const now = new Date()
  const view = isUuid(id) ? await sessionView({ actor, now }, id).catch(() => null) : null
  if (!view) return answerNotFound(actor, 'exam.renew_pin', id)
  const t = await getTranslations('exam')
  const locale = localeFrom(await getLocale())
  const closesAt = deskClosesAt(view.startsAt)
  const isClosed = now >= closesAt && (view.state === 'open' || view.state === 'released')
  return (
    <>
      <PageHeader
        title={t('desk.title')}
        subtitle={t('desk.subtitle')}
        crumbs={[
          { label: t('sessions.title'), href: '/cat/sesi' },
          { label: t('sessions.session', { number: view.number }), href: `/cat/sesi/${id}` },
        ]}
      />
      {isClosed && (
        <div className="mb-4">
          <Notice
            tone="info"
            title={t('desk.closedTitle', { time: formatTime(closesAt, locale, siteZone(view.zone)) })}
          >
            <p className="max-w-[75ch]">{t('desk.closedText', { minutes: DESK_CLOSES_MINUTES })}</p>
          </Notice>
        </div>
      )}
      <ClientMessages namespaces={['exam']}>
        <Desk
          first={textParameter((await searchParams).cari)}
          actions={{ register: registerCandidateAction, register_late: registerLateAction, renew_pin: renewPinAction }}
          candidates={view.seats.map(({ attemptId, name, number, room, seat, state, photos }) => {
            const step = deskStep(state, view, now)
            const isMine = step !== null && isAllowed(actor.role, PERMISSIONS[step])
            const hasPhoto = photos.includes('registration')
            return { attemptId, name, number, room, seat, state, hasPhoto, step: isMine ? step : null }
          })}
        />
      </ClientMessages>
    </>
  )
}

import { getTranslations } from 'next-intl/server'
import { Desk } from '@/components/cat/desk'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { sessionView } from '@/lib/cat/exam-read.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import { registerCandidateAction } from '../../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('exam.desk'))('title') }
}

/** Where candidates are let in. */
export default async function Page({ params, searchParams }: PageProps<'/cat/sesi/[id]/registrasi'>) {
  const actor = await requireActor('exam.register')
  const { id } = await params
  const view = isUuid(id) ? await sessionView({ actor, now: new Date() }, id).catch(() => null) : null
  if (!view) return answerNotFound(actor, 'exam.register', id)
  const t = await getTranslations('exam')
  const isOpen = view.state === 'open' || view.state === 'released'
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
      <ClientMessages namespaces={['exam']}>
        <Desk
          first={textParameter((await searchParams).cari)}
          register={registerCandidateAction}
          candidates={view.seats.map(({ attemptId, name, number, room, seat, state }) => ({
            attemptId,
            name,
            number,
            room,
            seat,
            isOpen: isOpen && (state === 'scheduled' || state === 'registered'),
          }))}
        />
      </ClientMessages>
    </>
  )
}

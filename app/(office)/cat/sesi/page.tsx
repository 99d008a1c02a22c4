import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { StatusTag } from '@/components/ui/status-tag'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { listSessions, SESSIONS_PER_PAGE, type SessionLine } from '@/lib/cat/exam-read.server'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { addressWith, pageNumber } from '@/lib/search-parameters'
import { siteZone } from '@/lib/zones-abroad'

export async function generateMetadata() {
  return { title: (await getTranslations('exam.sessions'))('title') }
}

const LOOKS = { planned: 'draft', open: 'submitted', released: 'held', closed: 'approved', void: 'cancelled' } as const

/** The sessions of the agency, for everybody who works on exam day. */
export default async function Page({ searchParams }: PageProps<'/cat/sesi'>) {
  const actor = await requireActor('exam.read')
  const t = await getTranslations('exam')
  const locale = localeFrom(await getLocale())
  const page = pageNumber((await searchParams).halaman)
  const { rows, total } = await listSessions({ actor, now: new Date() }, page)
  const href = (to: number) => addressWith('/cat/sesi', { halaman: to > 1 ? String(to) : undefined })
  const columns: Column<SessionLine>[] = [
    {
      key: 'name',
      header: t('sessions.name'),
      phone: 'plain',
      cell: ({ id, programme, number }) => (
        <TwoLines sub={programme}>
          <AppLink href={`/cat/sesi/${id}`} className="font-semibold">
            {t('sessions.session', { number })}
          </AppLink>
        </TwoLines>
      ),
    },
    { key: 'site', header: t('sessions.site'), cell: ({ site }) => site },
    {
      key: 'startsAt',
      header: t('sessions.startsAt'),
      nowrap: true,
      cell: ({ startsAt, zone }) => formatInstant(startsAt, locale, siteZone(zone)),
    },
    {
      key: 'candidates',
      header: t('sessions.candidates'),
      cell: (line) => <TwoLines sub={t('sessions.counts', line)}>{String(line.candidates)}</TwoLines>,
    },
    {
      key: 'state',
      header: t('sessions.state'),
      phone: 'plain',
      cell: ({ state }) => <StatusTag look={LOOKS[state]}>{t(`state.${state}`)}</StatusTag>,
    },
  ]
  return (
    <>
      <PageHeader
        title={t('sessions.title')}
        subtitle={t('sessions.subtitle')}
        actions={
          isAllowed(actor.role, 'exam.save_session') && (
            <ButtonLink href="/cat/sesi/baru" variant="primary" icon={<Icon name="plus" />}>
              {t('sessions.new')}
            </ButtonLink>
          )
        }
      />
      <div className="rounded-lg border border-line">
        <Table
          caption={t('sessions.title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('sessions.empty')}>{t('sessions.emptyText')}</EmptyState>}
        />
        <Pager page={page} size={SESSIONS_PER_PAGE} total={total} href={href} />
      </div>
    </>
  )
}

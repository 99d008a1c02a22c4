import { getLocale, getTranslations } from 'next-intl/server'
import { CertaintyTag } from '@/components/cat/certainty-tag'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { listProgrammes } from '@/lib/cat/programmes-read.server'
import { formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

export async function generateMetadata() {
  return { title: (await getTranslations('programme'))('title') }
}

type Line = Awaited<ReturnType<typeof listProgrammes>>[number]

/** What may be examined: the programmes of the law, and those the agency made from them. */
export default async function Page() {
  const actor = await requireActor('exam.read_programme')
  const t = await getTranslations('programme')
  const locale = localeFrom(await getLocale())
  const programmes = await listProgrammes({ actor, now: new Date() })
  const columns: Column<Line>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: ({ id, name, code, isOwn }) => (
        <TwoLines sub={`${code} · ${t(isOwn ? 'own' : 'ofLaw')}`}>
          <AppLink href={`/cat/program/${id}`} className="font-semibold">
            {name}
          </AppLink>
        </TwoLines>
      ),
    },
    {
      key: 'sections',
      header: t('sections'),
      cell: ({ sections }) => (
        <TwoLines sub={t('items', { count: sections.reduce((sum, { itemCount }) => sum + itemCount, 0) })}>
          {sections.map(({ code, itemCount }) => `${code} ${itemCount}`).join(' · ')}
        </TwoLines>
      ),
    },
    {
      key: 'time',
      header: t('time'),
      align: 'right',
      nowrap: true,
      cell: ({ durationSeconds }) => t('minutes', { count: durationSeconds / 60 }),
    },
    {
      key: 'candidates',
      header: t('candidates'),
      align: 'right',
      cell: ({ candidates }) => formatNumber(candidates, locale),
    },
    {
      key: 'state',
      header: t('certainty'),
      phone: 'plain',
      cell: ({ isConfirmed, unconfirmedGrades }) => (
        <TwoLines sub={unconfirmedGrades > 0 && t('openGrades', { count: unconfirmedGrades })}>
          <CertaintyTag isConfirmed={isConfirmed && unconfirmedGrades === 0} />
        </TwoLines>
      ),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          isAllowed(actor.role, 'exam.decide_settlement') && (
            <ButtonLink href="/cat/pascasanggah">{t('settlements')}</ButtonLink>
          )
        }
      />
      <div className="rounded-lg border border-line">
        <Table
          caption={t('title')}
          columns={columns}
          rows={programmes}
          rowKey={({ id }) => id}
          empty={<EmptyState icon="layers" title={t('none')} />}
        />
      </div>
    </>
  )
}

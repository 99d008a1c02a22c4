import { getTranslations } from 'next-intl/server'
import { ProposalTable } from '@/components/sapk/proposal-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { civilDay } from '@/lib/civil-date'
import { listOwnProposals } from '@/lib/sapk/proposal-own.server'

export async function generateMetadata() {
  return { title: (await getTranslations('proposal.own'))('title') }
}

/** The proposals for oneself, open and closed. */
export default async function Page() {
  const actor = await requireActor('own.read')
  const context = { actor, now: new Date() }
  const { rows } = await listOwnProposals(context)
  const t = await getTranslations('proposal.own')
  return (
    <>
      <PageHeader
        crumbs={[{ label: t('profile'), href: '/profil' }, { label: t('title') }]}
        title={t('title')}
        subtitle={t('subtitle')}
      />
      <div className="rounded-lg border border-line">
        <ProposalTable
          rows={rows}
          today={civilDay(context.now)}
          basePath="/profil/usul"
          empty={
            <EmptyState
              title={t('emptyTitle')}
              icon="file-text"
              action={<ButtonLink href="/profil/kapan-naik-pangkat">{t('when')}</ButtonLink>}
            >
              {t('empty')}
            </EmptyState>
          }
        />
      </div>
    </>
  )
}

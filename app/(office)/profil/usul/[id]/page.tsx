import { getLocale, getTranslations } from 'next-intl/server'
import { ProposalDocuments } from '@/components/sapk/proposal-documents'
import { ProposalFacts } from '@/components/sapk/proposal-facts'
import { ProposalLetters } from '@/components/sapk/proposal-letters'
import { ProposalRanks } from '@/components/sapk/proposal-ranks'
import { ProposalRepairs } from '@/components/sapk/proposal-repairs'
import { threadsOf } from '@/components/sapk/proposal-threads'
import { ProposalTimeline } from '@/components/sapk/proposal-timeline'
import { Card } from '@/components/ui/card'
import { FindingsList } from '@/components/ui/findings-list'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { formatMonth, zoneFrom } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { isEnded } from '@/lib/sapk/proposal'
import { listProposalDocuments } from '@/lib/sapk/proposal-documents.server'
import { asOneself, findOwnProposal } from '@/lib/sapk/proposal-own.server'

export async function generateMetadata() {
  return { title: (await getTranslations('proposal.own'))('one') }
}

/** One's own proposal: whose turn it is, what is proposed, its papers and its story; nothing to press. */
export default async function Page({ params }: PageProps<'/profil/usul/[id]'>) {
  const actor = await requireActor('own.read')
  const context = { actor, now: new Date() }
  const { id } = await params
  const detail = await findOwnProposal(context, id)
  if (!detail) return answerNotFound(actor, 'own.read', id)
  const { proposal } = detail
  const threads = threadsOf(detail.checks, proposal.round, proposal.state === 'returned')
  const documents = await listProposalDocuments(asOneself(context), detail)
  const t = await getTranslations('proposal')
  const locale = localeFrom(await getLocale())
  return (
    <>
      <PageHeader
        crumbs={[
          { label: t('own.profile'), href: '/profil' },
          { label: t('own.title'), href: '/profil/usul' },
          { label: proposal.number },
        ]}
        title={t('own.one')}
        subtitle={t('own.period', {
          period: formatMonth(proposal.effectiveOn, locale),
          type: dataWord(t, `type.${proposal.type}`),
        })}
      />
      <ProposalFacts proposal={proposal} reader={null} now={context.now} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_352px]">
        <div className="grid min-w-0 gap-4">
          {threads.length > 0 && (
            <ClientMessages namespaces={['proposal']}>
              <ProposalRepairs proposal={{ id: proposal.id, version: proposal.version }} threads={threads} />
            </ClientMessages>
          )}
          {proposal.isProvisional && !isEnded(proposal.state) && (
            <Notice tone="warning">{t('detail.provisional')}</Notice>
          )}
          <ProposalRanks proposal={proposal} />
          <ClientMessages namespaces={['proposal']}>
            <ProposalDocuments proposalId={proposal.id} documents={documents} />
          </ClientMessages>
          <ProposalLetters detail={detail} />
          <Card flush title={<span id="syarat">{t('detail.findings')}</span>} footer={t('detail.currentRules')}>
            <FindingsList findings={proposal.findings} caption={t('detail.findings')} />
          </Card>
        </div>
        <div className="grid gap-4">
          <ProposalTimeline detail={detail} zone={zoneFrom(detail.agency.timeZone)} />
          <p className="border-t border-line pt-4 text-sm">
            <AppLink href="/profil/akses">{t('own.access')}</AppLink>
          </p>
        </div>
      </div>
    </>
  )
}

import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DocumentDesk } from '@/components/sapk/document-desk'
import { DueDate } from '@/components/sapk/due-date'
import { OpenReview } from '@/components/sapk/open-review'
import { ProposalStatus } from '@/components/sapk/proposal-status'
import { ReviewDesk, type ReviewItem } from '@/components/sapk/review-desk'
import { ButtonLink } from '@/components/ui/button'
import { FindingsList } from '@/components/ui/findings-list'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { Tag } from '@/components/ui/tag'
import { requireActor } from '@/lib/auth/session.server'
import { formatDate, formatMonths, formatNip, formatRupiah } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { isHeld } from '@/lib/sapk/proposal-bkn.server'
import { listProposalDocuments } from '@/lib/sapk/proposal-documents.server'
import { findProposal, nextForReview } from '@/lib/sapk/proposal-read.server'
import { civilDay } from '@/lib/sapk/proposal-step.server'
import {
  acceptProposalAction,
  forwardReviewAction,
  openReviewAction,
  recordCheckAction,
  rejectProposalAction,
  returnProposalAction,
} from '../actions'

export async function generateMetadata() {
  const t = await getTranslations('proposal.review')
  return { title: t('title') }
}

/** P6: the paper on the left, what changes on the right; nothing is decided before every item has a verdict. */
export default async function Page({ params }: PageProps<'/sapk/verifikasi/[id]'>) {
  const actor = await requireActor('promotion.verify')
  const context = { actor, now: new Date() }
  const { id } = await params
  const detail = await findProposal(context, id)
  if (!detail) notFound()
  const { proposal, employee } = detail
  const [documents, nextId] = await Promise.all([
    listProposalDocuments(context, detail),
    nextForReview(context, proposal.id),
  ])
  const t = await getTranslations('proposal')
  const locale = localeFrom(await getLocale())
  const ref = { id: proposal.id, version: proposal.version }
  const isMine = proposal.state === 'bkn_review' && proposal.verifierId === actor.accountId
  const isFree = proposal.state === 'sent' || (proposal.state === 'bkn_review' && !isHeld(proposal, context.now))
  const shown = documents.flatMap(({ type, attached }) => (attached ? [{ id: attached.id, type }] : []))
  const nextHref = nextId ? `/sapk/verifikasi/${nextId}` : '/sapk/usul'
  const items: ReviewItem[] = [
    { item: 'field:rank', before: proposal.fromRank, after: proposal.toRank },
    {
      item: 'field:effectiveOn',
      before: formatDate(proposal.fromRankSince, 'short', locale),
      after: formatDate(proposal.effectiveOn, 'short', locale),
    },
    {
      item: 'field:serviceTime',
      before: formatMonths(proposal.fromServiceMonths, locale),
      after: formatMonths(proposal.toServiceMonths, locale),
    },
    {
      item: 'field:salary',
      before: formatRupiah(proposal.fromSalaryRupiah, locale),
      after: formatRupiah(proposal.toSalaryRupiah, locale),
    },
    ...documents.map(({ type, attached }) => ({
      item: `document:${type}`,
      before: null,
      after: attached ? attached.name : t('detail.missing'),
    })),
  ]
  const verdicts = Object.fromEntries(
    detail.checks
      .filter((check) => check.round === proposal.round)
      .map(({ item, matches, reasonCode, detail: words, nextStep }) => [
        item,
        { matches, reasonCode, detail: words, nextStep },
      ]),
  )
  const fullName = [employee.frontTitle, employee.name].filter(Boolean).join(' ')
  return (
    <div className="-mx-4 -my-4 flex min-h-[calc(100dvh-56px)] flex-col md:-mx-8 md:-my-6">
      <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-4 py-3 md:px-6">
        <div className="min-w-0 flex-1 basis-72">
          <h1 tabIndex={-1} className="text-xl leading-7">
            {employee.backTitle ? `${fullName}, ${employee.backTitle}` : fullName}
          </h1>
          <p className="text-sm text-muted">
            <span className="num whitespace-nowrap">{formatNip(employee.nip)}</span> ·{' '}
            {detail.unitName ?? detail.agency.name}
          </p>
        </div>
        <span className="text-sm">
          <DueDate dueOn={proposal.dueOn} today={civilDay(context.now)} />
        </span>
        {isMine ? (
          <Tag tone="info" icon="user-check">
            {t('review.held')}
          </Tag>
        ) : (
          <ProposalStatus state={proposal.state} />
        )}
        <ButtonLink size="sm" href={`/sapk/usul/${proposal.id}`}>
          {t('detail.timeline')}
        </ButtonLink>
        <ButtonLink size="sm" href={nextHref}>
          {t('review.next')} <kbd>n</kbd>
        </ButtonLink>
      </header>
      <ClientMessages namespaces={['proposal', 'findings', 'viewer']}>
        <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
          <div className="flex min-h-96 flex-col border-line bg-surface max-lg:border-b lg:sticky lg:top-14 lg:h-[calc(100dvh-56px)] lg:border-r">
            <DocumentDesk
              documents={shown}
              icons={{
                previous: <Icon name="chevron-left" />,
                next: <Icon name="chevron-right" />,
                smaller: <Icon name="zoom-out" />,
                larger: <Icon name="zoom-in" />,
                rotate: <Icon name="rotate-cw" />,
              }}
            />
          </div>
          <div className="flex min-w-0 flex-col">
            {isMine ? (
              <ReviewDesk
                key={proposal.round}
                proposal={ref}
                items={items}
                verdicts={verdicts}
                nextHref={nextHref}
                commands={{
                  check: recordCheckAction,
                  accept: acceptProposalAction,
                  return: returnProposalAction,
                  reject: rejectProposalAction,
                  forward: forwardReviewAction,
                }}
              >
                <h2 className="mt-6 mb-2 text-base">{t('review.conditions')}</h2>
                <FindingsList findings={proposal.findings} caption={t('review.conditions')} />
              </ReviewDesk>
            ) : (
              <div className="grid gap-4 p-6">
                {isFree ? (
                  <OpenReview proposal={ref} open={openReviewAction} />
                ) : (
                  <Notice tone="info">{t(`state.${proposal.state}`)}</Notice>
                )}
                <FindingsList findings={proposal.findings} caption={t('review.conditions')} />
              </div>
            )}
          </div>
        </div>
      </ClientMessages>
    </div>
  )
}

import type { Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { DecidedNotice } from '@/components/sapk/decided-notice'
import { DocumentDesk } from '@/components/sapk/document-desk'
import { DueDate } from '@/components/sapk/due-date'
import { OpenReview } from '@/components/sapk/open-review'
import { ProposalStatus } from '@/components/sapk/proposal-status'
import { ReleaseButton } from '@/components/sapk/release-button'
import { ReviewDesk } from '@/components/sapk/review-desk'
import { listReviewItems } from '@/components/sapk/review-items'
import { ShownDocumentProvider } from '@/components/sapk/shown-document'
import { ButtonLink } from '@/components/ui/button'
import { FindingsList } from '@/components/ui/findings-list'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { Tag } from '@/components/ui/tag'
import { recordOpening } from '@/lib/audit.server'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { civilDay } from '@/lib/civil-date'
import { formatDate, formatNip } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Finding } from '@/lib/refusal'
import { replyDueOn } from '@/lib/sapk/due-date.server'
import { findProposal, passedOnNote } from '@/lib/sapk/proposal-detail.server'
import { listProposalDocuments } from '@/lib/sapk/proposal-documents.server'
import { isHeld, listRecipients } from '@/lib/sapk/proposal-hold.server'
import { nextForReview } from '@/lib/sapk/proposal-queue.server'
import {
  acceptProposalAction,
  forwardReviewAction,
  keepReviewAction,
  openReviewAction,
  recordCheckAction,
  rejectProposalAction,
  releaseReviewAction,
  returnProposalAction,
} from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('access.places'))('review') }
}

/** P6: the paper on the left, what changes on the right; nothing is decided before every item has a verdict. */
export default async function Page({ params, searchParams }: PageProps<'/sapk/verifikasi/[id]'>) {
  const actor = await requireActor('promotion.verify')
  const context = { actor, now: new Date() }
  const { id } = await params
  const detail = await findProposal(context, id)
  if (!detail) return answerNotFound(actor, 'promotion.verify', id)
  const { proposal, employee } = detail
  await recordOpening(context, 'promotion.read', { id: proposal.employeeId, agencyId: proposal.agencyId }, id)
  const [documents, nextId] = await Promise.all([
    listProposalDocuments(context, detail),
    nextForReview(context, proposal.id),
  ])
  const t = await getTranslations('proposal')
  const locale = localeFrom(await getLocale())
  const ref = { id: proposal.id, version: proposal.version }
  const isMine = proposal.state === 'bkn_review' && proposal.verifierId === actor.accountId
  const isPassedOn =
    proposal.state === 'sent' && proposal.verifierId !== null && proposal.verifierId !== actor.accountId
  const isFree = proposal.state === 'sent' || (proposal.state === 'bkn_review' && !isHeld(proposal, context.now))
  const shown = documents.flatMap(({ type, attached }) => (attached ? [{ id: attached.id, type }] : []))
  const nextHref = (nextId ? `/sapk/verifikasi/${nextId}` : '/sapk/usul') as Route
  const items = await listReviewItems(detail, documents)
  const verdicts = Object.fromEntries(
    detail.checks
      .filter((check) => check.round === proposal.round)
      .map(({ item, matches, reasonCode, detail: words, nextStep }) => [
        item,
        { matches, reasonCode, detail: words, nextStep },
      ]),
  )
  const recipients = isMine ? await listRecipients(context, proposal.id) : []
  const replyOn = await replyDueOn(context, proposal)
  const passedOn = passedOnNote(detail)
  const conditions = t('detail.conditions', {
    met: proposal.findings.filter((finding) => finding.met).length,
    total: proposal.findings.length,
  })
  const fullName = [employee.frontTitle, employee.name].filter(Boolean).join(' ')
  const viewer = (
    <div className="flex min-w-0 flex-col border-line bg-surface max-lg:h-[70dvh] max-lg:border-b lg:sticky lg:top-14 lg:h-[calc(100dvh-121px)] lg:border-r">
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
  )
  return (
    <div data-slim data-flush className="flex min-h-[calc(100dvh-var(--top))] flex-col">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 md:px-6">
        <div className="min-w-0 flex-1 basis-72">
          <h1 tabIndex={-1} className="text-xl! leading-7!">
            {employee.backTitle ? `${fullName}, ${employee.backTitle}` : fullName}
          </h1>
          <p className="text-sm text-muted">
            <span className="num whitespace-nowrap">{formatNip(employee.nip)}</span> ·{' '}
            {[detail.unitName, detail.agency.name].filter(Boolean).join(', ')}
          </p>
        </div>
        <span className="text-sm">
          <span className="text-muted">{t('list.due')}</span>{' '}
          <DueDate dueOn={proposal.dueOn} today={civilDay(context.now)} />
        </span>
        {isMine ? (
          <Tag tone="info" icon="user-check">
            {t('review.held')}
          </Tag>
        ) : (
          <ProposalStatus state={proposal.state} />
        )}
        <span className="flex gap-2">
          {isMine && (
            <ClientMessages namespaces={['proposal']}>
              <ReleaseButton id={proposal.id} release={releaseReviewAction} />
            </ClientMessages>
          )}
          <ButtonLink size="sm" href={`/sapk/usul/${proposal.id}`}>
            {t('detail.timeline')}
          </ButtonLink>
          <ButtonLink size="sm" href={nextHref}>
            {t('review.next')} <kbd className="max-md:hidden">n</kbd>
          </ButtonLink>
        </span>
      </header>
      <div className="px-4 py-4 empty:hidden md:px-6">
        <DecidedNotice context={context} id={(await searchParams).putusan} />
      </div>
      <ClientMessages namespaces={['proposal', 'findings', 'viewer']}>
        {passedOn && (
          <div className="px-4 pt-4 md:px-6">
            <Notice tone="info" title={t('review.passedOnBy', { name: passedOn.actorName })}>
              {passedOn.detail}
            </Notice>
          </div>
        )}
        <ShownDocumentProvider first={shown[0]?.type ?? null}>
          {isMine ? (
            <ReviewDesk
              key={proposal.round}
              proposal={ref}
              items={items}
              verdicts={verdicts}
              recipients={recipients.map(({ accountId, name, office }) => ({ accountId, name, office }))}
              replyBy={replyOn ? t('detail.answerBy', { date: formatDate(replyOn, 'short', locale) }) : ''}
              nextHref={nextHref}
              viewer={viewer}
              icons={{ match: <Icon name="check" />, mismatch: <Icon name="x" />, return: <Icon name="undo-2" /> }}
              commands={{
                check: recordCheckAction,
                keep: keepReviewAction,
                release: releaseReviewAction,
                accept: acceptProposalAction,
                return: returnProposalAction,
                reject: rejectProposalAction,
                forward: forwardReviewAction,
              }}
            >
              <Conditions findings={proposal.findings} title={t('review.conditions')} summary={conditions} />
            </ReviewDesk>
          ) : (
            <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
              {viewer}
              <div className="min-w-0 px-4 py-4 md:px-6">
                {isPassedOn && (
                  <p className="mb-3 text-sm">{t('review.passedOnTo', { name: proposal.verifierName ?? '' })}.</p>
                )}
                {isFree ? (
                  <OpenReview proposal={ref} open={openReviewAction} isPassedOn={isPassedOn} />
                ) : (
                  <Notice tone="info">
                    {proposal.state === 'bkn_review'
                      ? `${t('review.heldBy', { name: proposal.verifierName ?? '' })}. ${t('review.heldByOther')}`
                      : t(`state.${proposal.state}`)}
                  </Notice>
                )}
                <Conditions findings={proposal.findings} title={t('review.conditions')} summary={conditions} />
              </div>
            </div>
          )}
        </ShownDocumentProvider>
      </ClientMessages>
    </div>
  )
}

function Conditions({ findings, title, summary }: { findings: Finding[]; title: string; summary: string }) {
  return (
    <section aria-label={title}>
      <h2 className="mt-6 mb-2 text-base">
        {title} <span className="font-body text-sm font-normal text-muted">{summary}</span>
      </h2>
      <div className="-mx-4">
        <FindingsList findings={findings} caption={title} />
      </div>
    </section>
  )
}

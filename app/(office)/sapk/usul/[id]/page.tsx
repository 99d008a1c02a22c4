import { getLocale, getTranslations } from 'next-intl/server'
import { PaperSign } from '@/components/sapk/paper-sign'
import { ProposalActions } from '@/components/sapk/proposal-actions'
import { ProposalDocuments } from '@/components/sapk/proposal-documents'
import { ProposalFacts } from '@/components/sapk/proposal-facts'
import { ProposalLetters } from '@/components/sapk/proposal-letters'
import { ProposalRanks } from '@/components/sapk/proposal-ranks'
import { ProposalRepairs } from '@/components/sapk/proposal-repairs'
import { threadsOf } from '@/components/sapk/proposal-threads'
import { ProposalTimeline } from '@/components/sapk/proposal-timeline'
import { RecordDecree } from '@/components/sapk/record-decree'
import { RecordedDecree } from '@/components/sapk/recorded-decree'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { FindingsList } from '@/components/ui/findings-list'
import { CopyableNip } from '@/components/ui/nip'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { recordOpening } from '@/lib/audit.server'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { PIECE_BYTES } from '@/lib/documents/upload-input'
import { formatDate, zoneFrom } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { withHeldBack } from '@/lib/sapk/delegation.server'
import { dutyAgainst, dutyOnTurn } from '@/lib/sapk/duty'
import { isEnded, isOnPaper, turnFor } from '@/lib/sapk/proposal'
import { findProposal } from '@/lib/sapk/proposal-detail.server'
import { listProposalDocuments } from '@/lib/sapk/proposal-documents.server'
import { findPostponement } from '@/lib/sapk/proposal-postpone.server'
import { settings } from '@/lib/settings.server'
import { appendUploadAction, dropUploadAction } from '../../../unggah/actions'
import { answerItemAction, attachDocumentAction, recordDecreeAction, uploadDocumentAction } from '../berkas/actions'
import { signingFor, stepsFor } from '../commands'

export async function generateMetadata() {
  const t = await getTranslations('proposal.detail')
  return { title: t('crumb') }
}

/** One person's proposal: whose turn, what, by when; then what is proposed, its papers and its story. */
export default async function Page({ params }: PageProps<'/sapk/usul/[id]'>) {
  const actor = await requireActor('promotion.read')
  const context = { actor, now: new Date() }
  const { id } = await params
  const detail = await findProposal(context, id)
  if (!detail) return answerNotFound(actor, 'promotion.read', id)
  const { proposal, employee, agency } = detail
  await recordOpening(context, 'promotion.read', { id: proposal.employeeId, agencyId: proposal.agencyId }, id)
  const documents = await listProposalDocuments(context, detail)
  const t = await getTranslations('proposal')
  const locale = localeFrom(await getLocale())
  const fullName = [employee.frontTitle, employee.name].filter(Boolean).join(' ')
  const name = employee.backTitle ? `${fullName}, ${employee.backTitle}` : fullName
  const signing = await signingFor(context, proposal)
  const bulk = await getTranslations('bulk')
  const [{ isHeldBack } = { isHeldBack: false }] = await withHeldBack(context, [proposal])
  const late = await findPostponement(context, proposal)
  const steps = stepsFor(actor, { ...proposal, isHeldBack }, late !== undefined)
  const duty =
    turnFor(proposal) === actor.role
      ? (dutyOnTurn(proposal, actor) ?? (isHeldBack ? 'not_delegated' : undefined))
      : undefined
  const say = await getTranslations('refusals')
  const canEdit =
    isAllowed(actor.role, 'promotion.edit') &&
    ['draft', 'collecting', 'agency_repair', 'returned'].includes(proposal.state)
  const canRecord =
    ['technical_sent', 'decree_draft', 'decree_signing'].includes(proposal.state) &&
    proposal.decreeAuthority !== 'bkn' &&
    proposal.decreeCode === null &&
    isAllowed(actor.role, 'promotion.record_decree') &&
    !dutyAgainst('record_decree', proposal, actor)
  const uploading = {
    limitMb: settings().UPLOAD_LIMIT_MB,
    pieceBytes: PIECE_BYTES,
    append: appendUploadAction,
    drop: dropUploadAction,
  }
  const isReturned = proposal.state === 'returned'
  const threads = threadsOf(detail.checks, proposal.round, isReturned)
  const canAnswer = isReturned && canEdit

  return (
    <>
      <PageHeader
        crumbs={[{ label: t('detail.crumb'), href: '/sapk/usul' }, { label: proposal.number }]}
        title={name}
        subtitle={
          <>
            <CopyableNip nip={employee.nip} />
            <span className="mx-2 max-md:hidden">·</span>
            <span className="max-md:block">
              {[...new Set([employee.positionName, detail.unitName].filter(Boolean))].join(', ')}
            </span>
          </>
        }
        actions={
          <ClientMessages namespaces={['proposal', 'findings']}>
            {isAllowed(actor.role, 'promotion.verify') && !duty && ['sent', 'bkn_review'].includes(proposal.state) && (
              <ButtonLink href={`/sapk/verifikasi/${proposal.id}`} variant="primary">
                {t('act.review')}
              </ButtonLink>
            )}
            <ProposalActions
              proposal={{ id: proposal.id, version: proposal.version }}
              state={proposal.state}
              name={employee.name}
              number={proposal.number}
              steps={steps}
              decree={{ decreeNumber: proposal.decreeNumber ?? '', decreeOn: proposal.decreeOn ?? '' }}
              isOnPaper={isOnPaper(proposal)}
            />
            {signing && (
              <PaperSign
                label={bulk(`confirm.${signing.event}`, { count: signing.proposals.length })}
                action={signing.run}
                proposals={signing.proposals}
              />
            )}
          </ClientMessages>
        }
      />
      <ProposalFacts proposal={proposal} reader={duty ? null : actor.role} now={context.now} />
      <div className="mb-6 grid gap-2 empty:hidden">
        {duty && (
          <Notice tone="info">
            {dataWord(say, duty, { rank: proposal.toRank })} {t('detail.soleOfficial')}
          </Notice>
        )}
        {late && (
          <Notice tone="warning">
            {t(proposal.state === 'awaiting_letter' ? 'detail.letterLate' : 'detail.late', {
              missed: formatDate(late.missed.effectiveOn, 'long', locale),
              closed: formatDate(late.missed.closesOn, 'long', locale),
              next: formatDate(late.next.effectiveOn, 'long', locale),
            })}
          </Notice>
        )}
        {isReturned && <Notice tone="info">{t('detail.unanswered')}</Notice>}
      </div>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_352px]">
        <div className="grid grid-cols-1 gap-4">
          {threads.length > 0 && (
            <ClientMessages namespaces={['proposal']}>
              <ProposalRepairs
                proposal={{ id: proposal.id, version: proposal.version }}
                threads={threads}
                answerBy={
                  isReturned && proposal.dueOn
                    ? t('detail.answerBy', { date: formatDate(proposal.dueOn, 'short', locale) })
                    : undefined
                }
                answer={canAnswer ? answerItemAction : undefined}
              />
            </ClientMessages>
          )}
          {proposal.isProvisional && !isEnded(proposal.state) && (
            <Notice tone="warning">{t('detail.provisional')}</Notice>
          )}
          {canRecord && (
            <ClientMessages namespaces={['proposal', 'upload', 'viewer']}>
              <RecordDecree
                proposal={{ id: proposal.id, version: proposal.version }}
                by={proposal.decreeAuthority === 'president' ? 'president' : 'agency'}
                uploading={uploading}
                action={recordDecreeAction}
              />
            </ClientMessages>
          )}
          {isOnPaper(proposal) && <RecordedDecree detail={detail} />}
          <ProposalRanks proposal={proposal} />
          <ClientMessages namespaces={canEdit ? ['proposal', 'upload', 'viewer'] : ['proposal']}>
            <ProposalDocuments
              proposalId={proposal.id}
              documents={documents}
              upload={canEdit ? { send: uploadDocumentAction, uploading } : undefined}
              attach={canEdit ? attachDocumentAction : undefined}
            />
          </ClientMessages>
          <ProposalLetters detail={detail} basePath={`/sapk/usul/${proposal.id}/naskah`} />
          <Card flush title={<span id="syarat">{t('detail.findings')}</span>} footer={t('detail.currentRules')}>
            <FindingsList findings={proposal.findings} caption={t('detail.findings')} />
          </Card>
        </div>
        <ProposalTimeline detail={detail} zone={zoneFrom(agency.timeZone)} reader={duty ? null : actor.role} />
      </div>
    </>
  )
}

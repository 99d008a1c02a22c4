import { getLocale, getTranslations } from 'next-intl/server'
import { LetterHash } from '@/components/sapk/letter-hash'
import { PaperFields } from '@/components/sapk/paper-fields'
import { PaperSign } from '@/components/sapk/paper-sign'
import { PaperViewer } from '@/components/sapk/paper-viewer'
import { PaperTag } from '@/components/sapk/proposal-letters'
import { buttonClass } from '@/components/ui/button-class'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { KeyValues } from '@/components/ui/key-values'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Stepper } from '@/components/ui/stepper'
import { recordOpening } from '@/lib/audit.server'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { printedCode } from '@/lib/documents/document-code'
import type { IssuedLetter } from '@/lib/documents/issued.server'
import { formatDate, formatNip } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { paperFields, paperFrom, paperOfKind, paperSlugs, signingSteps } from '@/lib/sapk/paper'
import { findProposal, type ProposalDetail } from '@/lib/sapk/proposal-detail.server'
import { findDraft } from '@/lib/sapk/proposal-preview.server'
import { signingFor } from '../../../commands'

export async function generateMetadata({ params }: PageProps<'/sapk/usul/[id]/naskah/[jenis]'>) {
  const paper = paperFrom((await params).jenis)
  return { title: paper && (await getTranslations('paper'))(`name.${paper}`) }
}

/** P12: one paper at its true size, the draft with what is merged into it or the signed file with its proof. */
export default async function Page({ params }: PageProps<'/sapk/usul/[id]/naskah/[jenis]'>) {
  const actor = await requireActor('promotion.read')
  const context = { actor, now: new Date() }
  const { id, jenis } = await params
  const paper = paperFrom(jenis)
  const detail = paper && (await findProposal(context, id))
  if (!paper || !detail) return answerNotFound(actor, 'promotion.read', id)
  const issued = detail.letters.findLast(({ kind }) => paperOfKind(kind) === paper)
  const draft = await findDraft(context, id, paper)
  const letter = draft ? undefined : issued
  if (!letter && !draft) return answerNotFound(actor, 'promotion.read', id)

  const t = await getTranslations('paper')
  const words = await getTranslations('proposal')
  const { proposal } = detail
  await recordOpening(context, 'promotion.read', { id: proposal.employeeId, agencyId: proposal.agencyId }, id)
  const name = t(`name.${paper}`)
  const url = letter ? `/api/berkas/${letter.id}` : `/api/usul/${id}/pratinjau?naskah=${paperSlugs[paper]}`
  const bulk = await getTranslations('bulk')
  const signing = draft && paper !== 'note' ? await signingFor(context, proposal) : undefined
  const steps = signingSteps(paper, detail.events.toReversed()).map(({ event, name: by, state }) => ({
    label: by ? t('stepBy', { step: dataWord(t, `step.${event}`), name: by }) : dataWord(t, `step.${event}`),
    state,
  }))

  return (
    <div data-slim>
      <PageHeader
        crumbs={[
          { label: words('detail.crumb'), href: '/sapk/usul' },
          { label: proposal.number, href: `/sapk/usul/${proposal.id}` },
          { label: name },
        ]}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {name} <PaperTag status={letter?.status ?? 'draft'} />
          </span>
        }
        subtitle={<Subject detail={detail} />}
        actions={
          letter ? (
            <a href={`${url}?unduh`} download className={buttonClass({ variant: 'primary' })}>
              <Icon name="download" />
              {t('download')}
            </a>
          ) : (
            signing && (
              <ClientMessages namespaces={['proposal']}>
                <PaperSign
                  label={bulk(`confirm.${signing.event}`, { count: signing.proposals.length })}
                  action={signing.run}
                  proposals={signing.proposals}
                />
              </ClientMessages>
            )
          )
        }
      />
      <section aria-label={t('steps')} className="mb-4">
        <Stepper label={t('steps')} steps={steps} />
      </section>
      {draft && issued && <Replaced letter={issued} />}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_304px]">
        <div className="flex h-[calc(100dvh-120px)] min-h-96 min-w-0 flex-col overflow-hidden rounded-lg border border-line max-md:h-[80dvh]">
          <ClientMessages namespaces={['viewer']}>
            <PaperViewer
              key={url}
              url={url}
              title={name}
              icons={{
                previous: <Icon name="chevron-left" />,
                next: <Icon name="chevron-right" />,
                smaller: <Icon name="zoom-out" />,
                larger: <Icon name="zoom-in" />,
                rotate: <Icon name="rotate-cw" />,
              }}
            />
          </ClientMessages>
        </div>
        <div className="grid gap-4">
          {letter && <Signed letter={letter} />}
          {draft && (
            <>
              <p className="text-sm text-muted">{t(paper === 'technical' ? 'draftBkn' : 'draftNote')}</p>
              <PaperFields fields={paperFields(paper, draft.data)} />
            </>
          )}
          <p className="text-sm">
            <AppLink href={`/sapk/usul/${proposal.id}`}>{t('back')}</AppLink>
          </p>
        </div>
      </div>
    </div>
  )
}

function Subject({ detail: { employee, agency } }: { detail: ProposalDetail }) {
  return (
    <>
      {employee.name} <span className="num whitespace-nowrap">{formatNip(employee.nip)}</span>
      <span className="mx-2">·</span>
      {agency.name}
    </>
  )
}

/** The letter that stays in force until the draft of its ralat is signed. */
async function Replaced({ letter }: { letter: IssuedLetter }) {
  const t = await getTranslations('paper')
  const date = formatDate(letter.issuedOn, 'long', localeFrom(await getLocale()))
  return (
    <div className="mb-4">
      <Notice tone="info">
        {t('replaces', { number: letter.number, date })}{' '}
        <a href={`/api/berkas/${letter.id}`} target="_blank" rel="noreferrer">
          {t('openReplaced')}
        </a>
      </Notice>
    </div>
  )
}

/** What proves a signed paper: number, date, signatory, hash and the address where anybody may check it. */
async function Signed({ letter }: { letter: IssuedLetter }) {
  const t = await getTranslations('paper')
  const locale = localeFrom(await getLocale())
  return (
    <Card title={t('facts')} footer={t('signedNote')}>
      <KeyValues
        items={[
          { label: t('number'), value: letter.number },
          { label: t('date'), value: formatDate(letter.issuedOn, 'long', locale) },
          { label: t('signatory'), value: `${letter.signatoryName}, ${letter.signatoryTitle}` },
          { label: t('pages'), value: letter.pageCount },
          { label: t('hash'), value: <LetterHash sha256={letter.fileSha256} /> },
          {
            label: t('code'),
            value: <a href={`/v/${letter.code}`}>{printedCode(letter.code)}</a>,
          },
        ]}
      />
    </Card>
  )
}

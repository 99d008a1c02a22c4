import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LetterHash } from '@/components/sapk/letter-hash'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'
import { AppLink } from '@/components/ui/link'
import { StatusTag } from '@/components/ui/status-tag'
import type { IssuedLetter } from '@/lib/documents/issued.server'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { draftsIn, paperOfKind, paperSlugs } from '@/lib/sapk/paper'
import type { ProposalDetail } from '@/lib/sapk/proposal-detail.server'

/**
 * The signed papers of a proposal: open, save, check; then the drafts of what comes next. `basePath` is the page that
 * shows papers beside their facts; without it a paper opens by itself and drafts are not shown. So does a paper whose
 * ralat is being drawn up: its page shows the draft.
 */
export function ProposalLetters({ detail, basePath }: { detail: ProposalDetail; basePath?: string }) {
  const t = useTranslations('paper')
  const title = useTranslations('proposal.detail')('letters')
  const drafts = basePath ? draftsIn(detail.proposal.state) : []
  if (detail.letters.length === 0 && drafts.length === 0) return null
  return (
    <Card flush title={title}>
      <ul>
        {detail.letters.map((letter) => (
          <SignedLetter
            key={letter.id}
            letter={letter}
            basePath={drafts.includes(paperOfKind(letter.kind)) ? undefined : basePath}
          />
        ))}
        {drafts.map((paper) => (
          <Row key={paper} icon="file-text" name={t(`name.${paper}`)} tag={<PaperTag status="draft" />}>
            <AppLink href={`${basePath}/${paperSlugs[paper]}`}>
              {t('preview')}
              <span className="sr-only"> {t(`name.${paper}`)}</span>
            </AppLink>
          </Row>
        ))}
      </ul>
    </Card>
  )
}

function SignedLetter({ letter, basePath }: { letter: IssuedLetter; basePath?: string }) {
  const t = useTranslations('paper')
  const locale = localeFrom(useLocale())
  const { id, code, kind, status, number, issuedOn, fileSha256 } = letter
  const paper = paperOfKind(kind)
  const name = t(`name.${paper}`)
  const hidden = <span className="sr-only"> {name}</span>
  return (
    <Row
      icon="file-check"
      name={name}
      tag={status !== 'issued' && <PaperTag status={status} />}
      facts={
        <>
          <span className="block text-xs text-muted">
            {number}, {formatDate(issuedOn, 'short', locale)}
          </span>
          <LetterHash sha256={fileSha256} />
        </>
      }
    >
      {basePath ? (
        <AppLink href={`${basePath}/${paperSlugs[paper]}`}>
          {t('open')}
          {hidden}
        </AppLink>
      ) : (
        <a href={`/api/berkas/${id}`} target="_blank" rel="noreferrer">
          {t('open')}
          {hidden}
        </a>
      )}
      <a href={`/api/berkas/${id}?unduh`} download>
        {t('download')}
        {hidden}
      </a>
      <a href={`/v/${code}`}>
        {t('verify')}
        {hidden}
      </a>
    </Row>
  )
}

function Row({
  icon,
  name,
  tag,
  facts,
  children,
}: {
  icon: IconName
  name: string
  tag: ReactNode
  facts?: ReactNode
  children: ReactNode
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line px-4 py-3 text-sm not-first:border-t">
      <Icon name={icon} className="text-muted" />
      <span className="min-w-0 flex-1 basis-56">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <b>{name}</b>
          {tag}
        </span>
        {facts}
      </span>
      <span className="flex flex-wrap gap-x-4 max-md:basis-full max-md:pl-9 max-md:[&>a]:py-3">{children}</span>
    </li>
  )
}

/** The state of a paper: a draft, in force, or ended. */
export function PaperTag({ status }: { status: IssuedLetter['status'] | 'draft' }) {
  const t = useTranslations('paper.status')
  const look = status === 'superseded' ? 'revoked' : status
  return <StatusTag look={look}>{t(status)}</StatusTag>
}

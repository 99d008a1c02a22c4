import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { useDocumentName } from '@/components/documents/document-name'
import type { Line } from '@/components/registry/history-lines'
import { type AttachDesk, ProofButton } from '@/components/registry/proof-button'
import { VerifyButton } from '@/components/registry/verify-button'
import { Icon } from '@/components/ui/icon'
import { officeZone } from '@/lib/auth/office-zone.server'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import type { HistoryKind } from '@/lib/registry/history'
import { paperTypes } from '@/lib/registry/history-papers'
import type { VerifyInput } from '@/lib/registry/history-proof'
import type { Proof } from '@/lib/registry/history-proof.server'

/** What whoever reads a file may do with the papers of its histories. */
export type ProofDesk = {
  employeeId: string
  attaching?: AttachDesk
  verify?: Action<VerifyInput>
}

const FOLDED_FROM = 3

/** The papers that prove one row, each to open, and who compared them with it. */
export function HistoryProof({
  kind,
  line: { row, title },
  isLatest,
  proof,
  desk,
}: {
  kind: HistoryKind
  line: Line
  isLatest: boolean
  proof: Proof | undefined
  desk?: ProofDesk
}) {
  const t = useTranslations('registry.proof')
  const nameOf = useDocumentName()
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
  const papers = proof?.papers ?? []
  const links = (
    <ul className="grid gap-1">
      {papers.map(({ documentId, type, name }) => (
        <li key={documentId}>
          <a href={`/api/berkas/${documentId}`} target="_blank" rel="noreferrer" title={name}>
            {nameOf(type)}
            <span className="sr-only">
              , {name}, {title}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
  const isOpen = row.source !== 'proposal'
  const ref = desk && { employeeId: desk.employeeId, kind, id: row.id }
  return (
    <div className="grid justify-items-start gap-1">
      {papers.length === 0 && !(isOpen && desk?.attaching) && <span className="text-muted">{t('none')}</span>}
      {papers.length > 0 && papers.length < FOLDED_FROM && links}
      {papers.length >= FOLDED_FROM && (
        <details>
          <summary className="min-h-6 cursor-pointer text-link">{t('count', { count: papers.length })}</summary>
          {links}
        </details>
      )}
      {proof?.verified && (
        <span className="inline-flex items-center gap-1 text-xs text-muted">
          <Icon name="badge-check" className="size-4" />
          {t('verified', { by: proof.verified.by, at: formatInstant(proof.verified.at, locale, zone) })}
        </span>
      )}
      {ref && isOpen && desk.attaching && (
        <ProofButton
          proven={{ ...ref, title }}
          papers={papers.map(({ documentId, type, name }) => ({ id: documentId, label: `${nameOf(type)}: ${name}` }))}
          types={paperTypes(kind, row, isLatest).map((type) => ({ id: type, label: nameOf(type) }))}
          desk={desk.attaching}
        />
      )}
      {ref && isOpen && desk.verify && papers.length > 0 && !proof?.verified && (
        <VerifyButton
          proven={{ ...ref, title, documentIds: papers.map(({ documentId }) => documentId) }}
          action={desk.verify}
        />
      )}
    </div>
  )
}

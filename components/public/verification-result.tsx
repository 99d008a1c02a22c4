import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'

export type VerificationState = 'valid' | 'superseded' | 'revoked' | 'unverified' | 'not_found' | 'file_differs'

const LOOKS: Record<VerificationState, { icon: IconName; className: string }> = {
  valid: { icon: 'badge-check', className: 'border-success bg-success-bg text-success' },
  superseded: { icon: 'files', className: 'border-info bg-info-bg text-info' },
  revoked: { icon: 'ban', className: 'border-danger bg-danger-bg text-danger' },
  unverified: { icon: 'triangle-alert', className: 'border-warning bg-warning-bg text-warning' },
  not_found: { icon: 'search-x', className: 'border-neutral bg-neutral-bg text-neutral' },
  file_differs: { icon: 'file-x', className: 'border-danger bg-danger-bg text-danger' },
}

/**
 * The answer to "is this document genuine": one sentence first, then the code, the facts and whatever stands below
 * (`children`: the file check). Plain HTML, no client code. `detail` is the sentence under the verdict, for instance
 * when it was checked or which document replaces it; `facts` come masked already.
 */
export function VerificationResult({
  state,
  code,
  detail,
  facts = [],
  children,
}: {
  state: VerificationState
  /** As printed: 7QK4-M2XD-9TRB. */
  code?: string
  detail: ReactNode
  facts?: { label: string; value: ReactNode }[]
  children?: ReactNode
}) {
  const t = useTranslations('public.verification')
  const { icon, className } = LOOKS[state]
  return (
    <main id="isi" className="mx-auto w-full max-w-[752px] px-4 py-4 md:py-8">
      {code && (
        <p className="mb-3 text-sm text-muted">
          {t('code')} <b className="tracking-[0.02em] text-text">{code}</b>
        </p>
      )}
      <div
        className={`flex items-start gap-3 rounded-md border-l-6 p-4 md:items-center md:gap-5 md:p-6 print:border print:[print-color-adjust:exact] [&_a]:text-inherit ${className}`}
      >
        <Icon name={icon} className="size-9 [stroke-width:1.5] md:size-12" />
        <div className="min-w-0">
          <h1 tabIndex={-1} className="text-2xl leading-8 md:text-3xl md:leading-10">
            {t(`state.${state}`)}
          </h1>
          <p className="text-sm max-md:mt-0.5 md:text-base">{detail}</p>
        </div>
      </div>
      {facts.length > 0 && (
        <dl className="mt-2 mb-6 text-sm md:mt-4 md:mb-7 md:text-base">
          {facts.map(({ label, value }) => (
            <div
              key={label}
              className="grid grid-cols-[112px_1fr] gap-3 border-b border-line py-2 md:grid-cols-[208px_1fr] md:gap-4 md:py-2.5"
            >
              <dt className="text-muted">{label}</dt>
              <dd className="min-w-0 font-medium break-words">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </main>
  )
}

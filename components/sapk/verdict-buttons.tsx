'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type ReasonNote, reasonText } from '@/components/sapk/reason-text'
import { nextSteps } from '@/lib/sapk/proposal'
import { reasonsFor } from '@/lib/sapk/reasons'

export type Verdict = { matches: boolean } & ReasonNote

/** Sesuai or Tidak sesuai for one item, as two halves of one control. */
export function VerdictButtons({
  name,
  verdict,
  icons,
  onChoose,
}: {
  name: string
  verdict: Verdict | undefined
  icons: { match: ReactNode; mismatch: ReactNode }
  onChoose: (matches: boolean) => void
}) {
  const t = useTranslations('proposal.review')
  const half =
    'inline-flex min-h-11 flex-1 cursor-pointer items-center justify-center gap-1 text-xs whitespace-nowrap md:min-h-8 [&_svg]:size-4 focus-visible:-outline-offset-3'
  // as wide as with its icon, so that nothing moves when a verdict falls
  const open = 'px-5 font-medium text-muted hover:bg-soft'
  const chosen = 'px-2.5 font-semibold'
  return (
    <fieldset className="flex overflow-hidden rounded-md border border-border md:inline-flex">
      <legend className="sr-only">{`${t('verdict')}: ${name}`}</legend>
      <button
        type="button"
        data-row-focus
        aria-pressed={verdict?.matches === true}
        onClick={() => onChoose(true)}
        className={`${half} ${verdict?.matches === true ? `${chosen} bg-success-bg text-success` : open}`}
      >
        {verdict?.matches === true && icons.match}
        {t('match')}
      </button>
      <button
        type="button"
        aria-pressed={verdict?.matches === false}
        onClick={() => onChoose(false)}
        className={`${half} border-l border-border ${verdict?.matches === false ? `${chosen} bg-danger-bg text-danger` : open}`}
      >
        {verdict?.matches === false && icons.mismatch}
        {t('mismatch')}
      </button>
    </fieldset>
  )
}

/**
 * Reason, next step and detail under the item they belong to, and how the agency will read them. Nothing is chosen
 * beforehand; `onLeave` comes when a field is done with.
 */
export function VerdictReason({
  item,
  name,
  verdict,
  replyBy,
  onChange,
  onLeave,
}: {
  item: string
  name: string
  verdict: Verdict
  /** Until when the agency answers, in words. */
  replyBy: string
  onChange: (verdict: Verdict) => void
  onLeave: (verdict: Verdict) => void
}) {
  const t = useTranslations('proposal')
  const choose = (changed: Verdict) => {
    onChange(changed)
    onLeave(changed)
  }
  return (
    <fieldset className="grid gap-3 border-l-3 border-danger bg-surface p-4 text-sm md:grid-cols-2">
      <legend className="sr-only">{`${t('review.mismatch')}: ${name}`}</legend>
      <label className="grid gap-1 font-semibold">
        {t('act.reason')}
        <select
          className="min-h-10! py-1.5! text-sm!"
          data-reason={item}
          value={verdict.reasonCode ?? ''}
          onChange={(event) => choose({ ...verdict, reasonCode: event.target.value })}
        >
          <option value="" disabled>
            {t('act.choose')}
          </option>
          {reasonsFor(item).map((code) => (
            <option key={code} value={code}>
              {t(`reason.${code}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1 font-semibold">
        {t('act.nextStep')}
        <select
          className="min-h-10! py-1.5! text-sm!"
          value={verdict.nextStep ?? ''}
          onChange={(event) => choose({ ...verdict, nextStep: event.target.value })}
        >
          <option value="" disabled>
            {t('act.choose')}
          </option>
          {nextSteps.map((step) => (
            <option key={step} value={step}>
              {t(`step.${step}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1 font-semibold md:col-span-2">
        <span>
          {t('act.detail')} <span className="font-normal text-muted">{t('act.detailHint')}</span>
        </span>
        <textarea
          rows={2}
          maxLength={1000}
          className="min-h-14! text-sm!"
          value={verdict.detail ?? ''}
          onChange={(event) => onChange({ ...verdict, detail: event.target.value })}
          onBlur={() => onLeave(verdict)}
        />
      </label>
      {(verdict.reasonCode || verdict.detail?.trim()) && (
        <div className="rounded-md border border-line bg-bg px-3 py-2 md:col-span-2">
          <p className="text-xs font-medium text-muted">{t('act.readBy')}</p>
          <p className="wrap-anywhere">
            <b>{name}:</b> {reasonText(t, verdict)} {replyBy}
          </p>
        </div>
      )}
    </fieldset>
  )
}

'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState, useTransition } from 'react'
import { useItemName } from '@/components/sapk/item-name'
import { ReasonDialog } from '@/components/sapk/reason-dialog'
import { TextDialog } from '@/components/sapk/text-dialog'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useHotkeys } from '@/components/ui/use-hotkeys'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Action } from '@/lib/refusal'
import { DETAIL_MIN_CHARACTERS, nextSteps, type ProposalRef, type ReasonInput, reasonCodes } from '@/lib/sapk/proposal'
import type { CheckInput } from '@/lib/sapk/proposal-bkn.server'

export type ReviewItem = { item: string; before: ReactNode; after: ReactNode; evidence?: ReactNode }
export type Verdict = { matches: boolean; reasonCode: string | null; detail: string | null; nextStep: string | null }

export type ReviewCommands = {
  check: Action<ProposalRef & CheckInput, unknown>
  accept: Action<ProposalRef, unknown>
  return: Action<ProposalRef, unknown>
  reject: Action<ProposalRef & ReasonInput, unknown>
  forward: Action<ProposalRef & { detail: string }, unknown>
}

/**
 * The right half of a review: every changed field and document gets Sesuai or Tidak sesuai, saved at once; one bar
 * decides. Keys: s and t for the item in focus, n for the next file, Ctrl+Enter for the main decision.
 */
export function ReviewDesk({
  proposal,
  items,
  verdicts: initial,
  commands,
  nextHref,
  children,
}: {
  proposal: ProposalRef
  items: ReviewItem[]
  verdicts: Record<string, Verdict>
  commands: ReviewCommands
  nextHref: string
  children?: ReactNode
}) {
  const t = useTranslations('proposal.review')
  const itemName = useItemName()
  const router = useRouter()
  const refusalText = useRefusalText()
  const [verdicts, setVerdicts] = useState(initial)
  const [current, setCurrent] = useState(items[0]?.item ?? '')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()

  const choose = (item: string, matches: boolean) => {
    const verdict: Verdict = matches
      ? { matches, reasonCode: null, detail: null, nextStep: null }
      : { matches, reasonCode: 'value_differs', detail: verdicts[item]?.detail ?? null, nextStep: 'correct_data' }
    setVerdicts((all) => ({ ...all, [item]: verdict }))
    setCurrent(item)
    if (matches) save(item, verdict)
  }
  const save = (item: string, verdict: Verdict) =>
    startTransition(async () => {
      const result = await commands.check({ ...proposal, item, ...reasonOf(verdict), matches: verdict.matches })
      setRefusal(result.ok ? null : refusalText(result.refusal))
    })
  const decide = (command: Action<ProposalRef, unknown>) =>
    startTransition(async () => {
      const result = await command(proposal)
      if (result.ok) router.push(nextHref as never)
      else setRefusal(refusalText(result.refusal))
    })

  const decided = items.filter(({ item }) => verdicts[item])
  const mismatched = decided.filter(({ item }) => !verdicts[item]?.matches)
  const isReady = mismatched.every(({ item }) => (verdicts[item]?.detail?.trim().length ?? 0) >= DETAIL_MIN_CHARACTERS)
  const undecided = items.length - decided.length
  const main = mismatched.length > 0 ? commands.return : commands.accept
  useHotkeys({
    s: () => choose(current, true),
    t: () => choose(current, false),
    n: () => router.push(nextHref as never),
    'ctrl+enter': () => {
      if (undecided === 0 && isReady) decide(main)
    },
  })

  return (
    <>
      <div className="px-4 py-4 md:px-6">
        <p className="mb-2 text-sm text-muted">
          <b className="mr-2 font-head text-base text-text">{t('fields', { count: items.length })}</b>
          {t('summary', { match: decided.length - mismatched.length, mismatch: mismatched.length })}
        </p>
        <ul className="border-t border-border">
          {items.map(({ item, before, after, evidence }) => (
            <li key={item} className="border-b border-line py-2 text-sm" onFocus={() => setCurrent(item)}>
              <div className="grid items-center gap-x-4 gap-y-1 md:grid-cols-[140px_minmax(0,1fr)_auto]">
                <b>{itemName(item)}</b>
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  {before && <s className="text-muted">{before}</s>}
                  <span className="rounded-sm bg-warning-bg px-1 font-semibold">{after}</span>
                  {evidence}
                </span>
                <VerdictButtons
                  name={itemName(item)}
                  verdict={verdicts[item]}
                  onChoose={(matches) => choose(item, matches)}
                />
              </div>
              {verdicts[item] && !verdicts[item].matches && (
                <Reason
                  verdict={verdicts[item]}
                  onChange={(verdict) => setVerdicts((all) => ({ ...all, [item]: verdict }))}
                  onLeave={(verdict) => {
                    if ((verdict.detail?.trim().length ?? 0) >= DETAIL_MIN_CHARACTERS) save(item, verdict)
                  }}
                />
              )}
            </li>
          ))}
        </ul>
        {children}
      </div>
      <div className="sticky bottom-16 z-10 mt-auto flex flex-wrap items-center gap-2 border-t border-line bg-bg px-4 py-3 shadow-overlay md:bottom-0 md:px-6">
        <div className="mr-auto basis-full text-sm text-muted lg:basis-auto">
          <Notice live>{refusal}</Notice>
          {!refusal && (undecided > 0 ? t('undecided', { count: undecided }) : t('allDecided'))}{' '}
          {!refusal && mismatched.length > 0 && t('onlyMismatch')}
        </div>
        <TextDialog
          proposal={proposal}
          action={commands.forward}
          label={t('forward')}
          onDone={() => router.push(nextHref as never)}
        >
          {t('forwardTitle')}
        </TextDialog>
        <ReasonDialog
          proposal={proposal}
          action={commands.reject}
          label={t('reject')}
          variant="danger"
          onDone={() => router.push(nextHref as never)}
        >
          {t('rejectNote')}
        </ReasonDialog>
        <Button variant="primary" busy={isBusy} disabled={undecided > 0 || !isReady} onClick={() => decide(main)}>
          {mismatched.length > 0 ? t('return', { count: mismatched.length }) : t('accept')}
        </Button>
      </div>
    </>
  )
}

function reasonOf({ matches, reasonCode, detail, nextStep }: Verdict): Partial<ReasonInput> {
  if (matches) return {}
  return {
    reasonCode: reasonCodes.find((code) => code === reasonCode),
    detail: detail ?? '',
    nextStep: nextSteps.find((step) => step === nextStep),
  }
}

function VerdictButtons({
  name,
  verdict,
  onChoose,
}: {
  name: string
  verdict: Verdict | undefined
  onChoose: (matches: boolean) => void
}) {
  const t = useTranslations('proposal.review')
  const look = 'min-h-11 cursor-pointer px-3 text-sm font-semibold md:min-h-8'
  return (
    <fieldset className="inline-flex overflow-hidden rounded-md border border-border">
      <legend className="sr-only">{`${t('verdict')}: ${name}`}</legend>
      <button
        type="button"
        aria-pressed={verdict?.matches === true}
        onClick={() => onChoose(true)}
        className={`${look} ${verdict?.matches === true ? 'bg-success-bg text-success' : 'hover:bg-soft'}`}
      >
        {t('match')}
      </button>
      <button
        type="button"
        aria-pressed={verdict?.matches === false}
        onClick={() => onChoose(false)}
        className={`${look} border-l border-border ${verdict?.matches === false ? 'bg-danger-bg text-danger' : 'hover:bg-soft'}`}
      >
        {t('mismatch')}
      </button>
    </fieldset>
  )
}

/** Reason, next step and detail under the item they belong to, as the agency will read them. */
function Reason({
  verdict,
  onChange,
  onLeave,
}: {
  verdict: Verdict
  onChange: (verdict: Verdict) => void
  onLeave: (verdict: Verdict) => void
}) {
  const t = useTranslations('proposal')
  return (
    <div className="mt-2 grid gap-3 border-l-3 border-danger bg-surface p-4 md:grid-cols-2">
      <label className="grid gap-1 font-semibold">
        {t('act.reason')}
        <select
          value={verdict.reasonCode ?? ''}
          onChange={(event) => onChange({ ...verdict, reasonCode: event.target.value })}
          onBlur={() => onLeave(verdict)}
        >
          {reasonCodes.map((code) => (
            <option key={code} value={code}>
              {t(`reason.${code}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1 font-semibold">
        {t('act.nextStep')}
        <select
          value={verdict.nextStep ?? ''}
          onChange={(event) => onChange({ ...verdict, nextStep: event.target.value })}
          onBlur={() => onLeave(verdict)}
        >
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
          value={verdict.detail ?? ''}
          onChange={(event) => onChange({ ...verdict, detail: event.target.value })}
          onBlur={() => onLeave(verdict)}
        />
      </label>
      {verdict.detail?.trim() && (
        <div className="rounded-md border border-line bg-bg px-3 py-2 md:col-span-2">
          <p className="text-xs text-muted">{t('review.readBy')}</p>
          <p>
            <b>{t(`reason.${verdict.reasonCode ?? 'other'}`)}.</b> {verdict.detail}
          </p>
        </div>
      )}
    </div>
  )
}

'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { ApprovalNote } from '@/components/sapk/approval-note'
import type { ForwardAction, Recipient } from '@/components/sapk/forward-dialog'
import { type ReviewItem, ReviewRow } from '@/components/sapk/review-row'
import { useHold } from '@/components/sapk/use-hold'
import { useVerdicts } from '@/components/sapk/use-verdicts'
import type { Verdict } from '@/components/sapk/verdict-buttons'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { useHotkeys } from '@/components/ui/use-hotkeys'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Action } from '@/lib/refusal'
import type { AcceptInput, CodedReason, ProposalRef } from '@/lib/sapk/inputs'
import { DETAIL_MIN_CHARACTERS, nextSteps } from '@/lib/sapk/proposal'
import type { CheckInput } from '@/lib/sapk/proposal-bkn.server'
import { reasonsFor } from '@/lib/sapk/reasons'
import { addressWith } from '@/lib/search-parameters'

const ForwardDialog = lazy(() =>
  import('@/components/sapk/forward-dialog').then((file) => ({ default: file.ForwardDialog })),
)
const ReasonDialog = lazy(() =>
  import('@/components/sapk/reason-dialog').then((file) => ({ default: file.ReasonDialog })),
)

export type ReviewCommands = {
  check: Action<ProposalRef & CheckInput, unknown>
  keep: Action<{ id: string }, unknown>
  release: Action<{ id: string }, unknown>
  accept: Action<AcceptInput, unknown>
  return: Action<ProposalRef, unknown>
  reject: Action<ProposalRef & CodedReason, unknown>
  forward: ForwardAction
}

type Icons = Record<'match' | 'mismatch' | 'return', ReactNode>

/**
 * The right half of a review: every changed field and document gets Sesuai or Tidak sesuai, saved at once; one bar
 * decides. Keys: s and t decide on the item in focus, n opens the next file; the shell moves with j and k, and presses
 * the main decision with Ctrl+Enter.
 */
export function ReviewDesk({
  proposal,
  items,
  verdicts: initial,
  recipients,
  replyBy,
  commands,
  nextHref,
  icons,
  viewer,
  children,
}: {
  proposal: ProposalRef
  items: ReviewItem[]
  verdicts: Record<string, Verdict>
  recipients: readonly Recipient[]
  /** Until when the agency would answer a return, in words. */
  replyBy: string
  commands: ReviewCommands
  nextHref: Route
  icons: Icons
  viewer: ReactNode
  children?: ReactNode
}) {
  const t = useTranslations('proposal.review')
  const event = useTranslations('proposal.event')
  const router = useRouter()
  const refusalText = useRefusalText()
  const [current, setCurrent] = useState(items[0]?.item ?? '')
  const [note, setNote] = useState('')
  const isDecided = useRef(false)
  const { verdicts, unsaved, trouble, change, save, settle } = useVerdicts(initial, (item, verdict) =>
    commands.check({ ...proposal, item, ...reasonOf(item, verdict), matches: verdict.matches }),
  )
  const command = useCommand()
  useHold({
    keep: () => commands.keep({ id: proposal.id }),
    release: () => settle().then(() => commands.release({ id: proposal.id })),
    isDecided,
  })

  const choose = (item: string, matches: boolean) => {
    const words = { reasonCode: null, detail: null, nextStep: null, ...(!matches && verdicts[item]) }
    const verdict: Verdict = { ...words, matches }
    change(item, verdict)
    setCurrent(item)
    save(item, verdict)
    if (!matches) requestAnimationFrame(() => focusReason(item))
  }
  const goOn = () => {
    isDecided.current = true
    router.push(addressWith(nextHref, { putusan: proposal.id }) as Route)
  }
  const decide = (decision: Action<ProposalRef, unknown>) =>
    command.attempt(async () => {
      if (!(await settle())) return null // the trouble of the verdicts stands there already
      const result = await decision(proposal)
      if (!result.ok) return refusalText(result.refusal)
      goOn()
      return null
    })
  const decided = items.filter(({ item }) => verdicts[item])
  const mismatched = decided.filter(({ item }) => !verdicts[item]?.matches)
  const isReady = decided.length === items.length && mismatched.every(({ item }) => isSaid(verdicts[item]))
  const undecided = items.length - decided.length
  const isReturn = mismatched.length > 0
  useHotkeys({
    s: () => choose(current, true),
    t: () => choose(current, false),
    n: () => router.push(nextHref),
  })

  return (
    <>
      <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        {viewer}
        <div className="min-w-0 px-4 py-4 md:px-6">
          <p className="mb-2 flex flex-wrap gap-x-2 text-sm text-muted">
            <b className="font-head text-base text-text">{t('fields', { count: items.length })}</b>
            <span aria-live="polite">
              {t('summary', { match: decided.length - mismatched.length, mismatch: mismatched.length })}
            </span>
            <span aria-live="polite" className={`ml-auto ${unsaved.size > 0 ? 'font-semibold text-warning' : ''}`}>
              {decided.length > 0 && t(unsaved.size > 0 ? 'unsavedCount' : 'allSaved', { count: unsaved.size })}
            </span>
          </p>
          <table className="num w-full text-sm">
            <caption className="sr-only">{t('fields', { count: items.length })}</caption>
            <thead className="max-md:sr-only">
              <tr className="text-left text-xs whitespace-nowrap text-muted *:border-b *:border-border *:pr-2 *:pb-1.5 *:font-semibold">
                <th scope="col">{t('field')}</th>
                <th scope="col">{t('old')}</th>
                <th scope="col">{t('new')}</th>
                <th scope="col">{t('evidence')}</th>
                <th scope="col">
                  {t('verdict')} <kbd>s</kbd> <kbd>t</kbd>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <ReviewRow
                  key={one.item}
                  item={one}
                  verdict={verdicts[one.item]}
                  isUnsaved={unsaved.has(one.item)}
                  replyBy={replyBy}
                  icons={icons}
                  onFocus={() => setCurrent(one.item)}
                  onChoose={(matches) => choose(one.item, matches)}
                  onChange={(verdict) => change(one.item, verdict)}
                  onLeave={(verdict) => save(one.item, verdict)}
                />
              ))}
            </tbody>
          </table>
          {!isReturn && <ApprovalNote value={note} onChange={setNote} />}
          {children}
        </div>
      </div>
      <div className="z-10 mt-auto flex flex-wrap items-center gap-2 border-t border-line bg-bg px-4 py-3 shadow-bar md:px-6 [@media(height>=480px)]:sticky [@media(height>=480px)]:bottom-16 md:[@media(height>=480px)]:bottom-0 print:hidden">
        <div className="mr-auto basis-full text-sm text-muted lg:basis-auto">
          <Notice live>{trouble ?? command.trouble}</Notice>
          {!trouble && (undecided > 0 ? t('undecided', { count: undecided }) : t('allDecided'))}{' '}
          {!trouble && isReturn && t(isReady || undecided > 0 ? 'onlyMismatch' : 'needsDetail')}
        </div>
        <Suspense>
          <ForwardDialog proposal={proposal} recipients={recipients} action={commands.forward} onDone={goOn} />
        </Suspense>
        <Suspense
          fallback={
            <Button variant="danger" disabled>
              {t('reject')}
            </Button>
          }
        >
          <ReasonDialog
            proposal={proposal}
            seen="bkn_review"
            title={event('reject')}
            action={commands.reject}
            label={t('reject')}
            variant="danger"
            onDone={goOn}
          >
            {t('rejectNote')}
          </ReasonDialog>
        </Suspense>
        <Button
          variant={isReturn ? 'secondary' : 'primary'}
          busy={command.isBusy && !isReturn}
          disabled={isReturn || !isReady}
          className={isReturn ? 'max-md:hidden' : 'max-md:flex-1'}
          onClick={() => decide((ref) => commands.accept({ ...ref, note }))}
        >
          {t('accept')} {!isReturn && <Shortcut />}
        </Button>
        {isReturn && (
          <Button
            variant="primary"
            busy={command.isBusy}
            disabled={!isReady}
            icon={icons.return}
            className="max-md:flex-1"
            onClick={() => decide(commands.return)}
          >
            {t('return', { count: mismatched.length })} <Shortcut />
          </Button>
        )}
      </div>
    </>
  )
}

function Shortcut() {
  return <kbd className="border-current! bg-transparent! text-inherit! max-md:hidden">Ctrl Enter</kbd>
}

/** Whoever says that something does not match goes on to say why. */
function focusReason(item: string): void {
  document.querySelector<HTMLElement>(`[data-reason="${CSS.escape(item)}"]`)?.focus()
}

/** A mismatch is said when it has its reason, its next step and a detail that is long enough to be of use. */
function isSaid(verdict: Verdict | undefined): boolean {
  const length = verdict?.detail?.trim().length ?? 0
  return Boolean(verdict?.reasonCode && verdict.nextStep) && length >= DETAIL_MIN_CHARACTERS
}

/** What of a verdict can be kept: words that are still too short stay here. */
function reasonOf(item: string, verdict: Verdict): Partial<CodedReason> {
  const { matches, reasonCode, detail, nextStep } = verdict
  if (matches) return {}
  return {
    reasonCode: reasonsFor(item).find((code) => code === reasonCode),
    detail: (detail?.trim().length ?? 0) >= DETAIL_MIN_CHARACTERS ? (detail ?? undefined) : undefined,
    nextStep: nextSteps.find((step) => step === nextStep),
  }
}

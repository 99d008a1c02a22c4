'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode, useRef, useState } from 'react'
import { useItemName } from '@/components/sapk/item-name'
import { ReasonDialog } from '@/components/sapk/reason-dialog'
import { useShownDocument } from '@/components/sapk/shown-document'
import { TextDialog } from '@/components/sapk/text-dialog'
import { type Verdict, VerdictButtons, VerdictReason } from '@/components/sapk/verdict-buttons'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { useHotkeys } from '@/components/ui/use-hotkeys'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Action } from '@/lib/refusal'
import { DETAIL_MIN_CHARACTERS, nextSteps, type ProposalRef, type ReasonInput, reasonCodes } from '@/lib/sapk/proposal'
import type { CheckInput } from '@/lib/sapk/proposal-bkn.server'

/** One thing to decide on; `evidence` is the document type that shows it, when it is there. */
export type ReviewItem = { item: string; before: ReactNode; after: ReactNode; evidence: string | null }

export type ReviewCommands = {
  check: Action<ProposalRef & CheckInput, unknown>
  accept: Action<ProposalRef, unknown>
  return: Action<ProposalRef, unknown>
  reject: Action<ProposalRef & ReasonInput, unknown>
  forward: Action<ProposalRef & { detail: string }, unknown>
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
  commands,
  nextHref,
  icons,
  viewer,
  children,
}: {
  proposal: ProposalRef
  items: ReviewItem[]
  verdicts: Record<string, Verdict>
  commands: ReviewCommands
  nextHref: Route
  icons: Icons
  viewer: ReactNode
  children?: ReactNode
}) {
  const t = useTranslations('proposal.review')
  const itemName = useItemName()
  const router = useRouter()
  const refusalText = useRefusalText()
  const { show } = useShownDocument()
  const [verdicts, setVerdicts] = useState(initial)
  const [current, setCurrent] = useState(items[0]?.item ?? '')
  const [refusal, setRefusal] = useState<string | null>(null)
  const { attempt, isBusy, trouble } = useCommand()
  const waiting = useRef<Promise<unknown>>(Promise.resolve())

  const save = (item: string, verdict: Verdict) => {
    const saving = waiting.current.then(() =>
      commands.check({ ...proposal, item, ...reasonOf(verdict), matches: verdict.matches }),
    )
    waiting.current = saving
    saving
      .then((result) => setRefusal(result.ok ? null : refusalText(result.refusal)))
      .catch(() => setRefusal(t('notSaved')))
  }
  const choose = (item: string, matches: boolean) => {
    const verdict: Verdict = matches
      ? { matches, reasonCode: null, detail: null, nextStep: null }
      : { ...firstReason(item), matches, detail: verdicts[item]?.detail ?? null }
    setVerdicts((all) => ({ ...all, [item]: verdict }))
    setCurrent(item)
    if (matches || isSaid(verdict)) save(item, verdict)
  }
  const decide = (command: Action<ProposalRef, unknown>) =>
    attempt(async () => {
      await waiting.current.catch(() => undefined)
      const result = await command(proposal)
      if (!result.ok) return refusalText(result.refusal)
      router.push(nextHref)
      return null
    })
  const decided = items.filter(({ item }) => verdicts[item])
  const mismatched = decided.filter(({ item }) => !verdicts[item]?.matches)
  const isReady = decided.length === items.length && mismatched.every(({ item }) => isSaid(verdicts[item]))
  const undecided = items.length - decided.length
  const isReturn = mismatched.length > 0
  const goOn = () => router.push(nextHref)
  useHotkeys({
    s: () => choose(current, true),
    t: () => choose(current, false),
    n: goOn,
  })

  return (
    <>
      <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        {viewer}
        <div className="min-w-0 px-4 py-4 md:px-6">
          <p className="mb-2 text-sm text-muted">
            <b className="mr-2 font-head text-base text-text">{t('fields', { count: items.length })}</b>
            <span aria-live="polite">
              {t('summary', { match: decided.length - mismatched.length, mismatch: mismatched.length })}
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
              {items.map(({ item, before, after, evidence }) => {
                const verdict = verdicts[item]
                const isWrong = verdict?.matches === false
                const line = isWrong ? '' : 'border-b border-line'
                return (
                  <Fragment key={item}>
                    <tr
                      data-row={item}
                      onFocus={() => setCurrent(item)}
                      className={`max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-3 max-md:gap-y-1 max-md:py-3 ${line} md:[&>*]:h-12 md:[&>*]:py-1 md:[&>*]:pr-2`}
                    >
                      <th scope="row" className="text-left font-semibold max-md:basis-full md:min-w-28">
                        {itemName(item)}
                      </th>
                      {before && (
                        <td className="md:whitespace-nowrap">
                          <s className="text-muted">{before}</s>
                        </td>
                      )}
                      <td colSpan={before ? 1 : 2} className={before ? 'md:whitespace-nowrap' : 'min-w-0'}>
                        <span
                          className={`rounded-sm px-1.5 py-px font-semibold wrap-anywhere md:-ml-1.5 ${isWrong ? 'bg-danger-bg text-danger' : 'bg-warning-bg text-text'}`}
                        >
                          {after}
                        </span>
                      </td>
                      <td className="max-md:ml-auto">
                        {evidence && (
                          <button
                            type="button"
                            className="min-h-11 cursor-pointer text-link underline underline-offset-3 md:min-h-8"
                            onClick={() => show(evidence)}
                          >
                            {t('open')}
                            <span className="sr-only">{` ${itemName(`document:${evidence}`)}`}</span>
                          </button>
                        )}
                      </td>
                      <td className="w-px pr-0! max-md:w-full">
                        <VerdictButtons
                          name={itemName(item)}
                          verdict={verdict}
                          icons={icons}
                          onChoose={(matches) => choose(item, matches)}
                        />
                      </td>
                    </tr>
                    {isWrong && (
                      <tr>
                        <td colSpan={5} className="border-b border-line">
                          <VerdictReason
                            name={itemName(item)}
                            verdict={verdict}
                            onChange={(changed) => setVerdicts((all) => ({ ...all, [item]: changed }))}
                            onLeave={(changed) => {
                              if (isSaid(changed)) save(item, changed)
                            }}
                          />
                        </td>
                      </tr>
                    )}
                  </Fragment>
                )
              })}
            </tbody>
          </table>
          {children}
        </div>
      </div>
      <div className="z-10 mt-auto flex flex-wrap items-center gap-2 border-t border-line bg-bg px-4 py-3 shadow-bar md:px-6 [@media(height>=480px)]:sticky [@media(height>=480px)]:bottom-16 md:[@media(height>=480px)]:bottom-0 print:hidden">
        <div className="mr-auto basis-full text-sm text-muted lg:basis-auto">
          <Notice live>{refusal ?? trouble}</Notice>
          {!refusal && (undecided > 0 ? t('undecided', { count: undecided }) : t('allDecided'))}{' '}
          {!refusal && isReturn && t(isReady || undecided > 0 ? 'onlyMismatch' : 'needsDetail')}
        </div>
        <TextDialog proposal={proposal} action={commands.forward} label={t('forward')} onDone={goOn}>
          {t('forwardTitle')}
        </TextDialog>
        <ReasonDialog proposal={proposal} action={commands.reject} label={t('reject')} variant="danger" onDone={goOn}>
          {t('rejectNote')}
        </ReasonDialog>
        <Button
          variant={isReturn ? 'secondary' : 'primary'}
          busy={isBusy && !isReturn}
          disabled={isReturn || !isReady}
          data-primary={isReturn ? undefined : true}
          className={isReturn ? 'max-md:hidden' : 'max-md:flex-1'}
          onClick={() => decide(commands.accept)}
        >
          {t('accept')} {!isReturn && <Shortcut />}
        </Button>
        {isReturn && (
          <Button
            variant="primary"
            busy={isBusy}
            disabled={!isReady}
            data-primary
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

/** A mismatch is said when its detail is long enough to be of use. */
function isSaid(verdict: Verdict | undefined): boolean {
  return (verdict?.detail?.trim().length ?? 0) >= DETAIL_MIN_CHARACTERS
}

/** The usual reason: a value that differs for a field, an unreadable paper for a document. */
function firstReason(item: string) {
  return item.startsWith('document:')
    ? { reasonCode: 'document_unreadable', nextStep: 'replace_document' }
    : { reasonCode: 'value_differs', nextStep: 'correct_data' }
}

function reasonOf({ matches, reasonCode, detail, nextStep }: Verdict): Partial<ReasonInput> {
  if (matches) return {}
  return {
    reasonCode: reasonCodes.find((code) => code === reasonCode),
    detail: detail ?? '',
    nextStep: nextSteps.find((step) => step === nextStep),
  }
}

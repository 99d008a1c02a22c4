'use client'

import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import type { SignAction } from '@/components/sapk/sign-dialog'
import { useStepRefusal } from '@/components/sapk/use-step-refusal'
import { BulkBar, BulkFoot } from '@/components/ui/bulk-bar'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { usePicked } from '@/components/ui/use-picked'
import type { Action } from '@/lib/refusal'
import type { BulkCommandName, BulkPreview, ListQuery, SigningName, StepName } from '@/lib/sapk/bulk-command'
import type { ProposalRef } from '@/lib/sapk/inputs'
import type { BulkOutcome } from '@/lib/sapk/proposal-bulk.server'

const SignDialog = lazy(() => import('@/components/sapk/sign-dialog').then((file) => ({ default: file.SignDialog })))
const WholeCommand = lazy(() =>
  import('@/components/sapk/whole-command').then((file) => ({ default: file.WholeCommand })),
)

type Step = Action<{ proposals: ProposalRef[]; query?: ListQuery }, BulkOutcome>

/** What the actor may do with several rows at once, each with the rows of this page that it takes. */
export type BulkChoices = {
  commands: { name: StepName; ids: string[]; run: Step }[]
  signings: { name: SigningName; ids: string[]; run: SignAction }[]
}

type Row = ProposalRef & { name: string }

/**
 * The bar over the list: each command says how many of the picked rows it takes, on this page and others; the rest is
 * left alone. Picked as a whole, the list is worked through in the background.
 */
export function ProposalBulk({
  choices: { commands, signings },
  rows,
  total,
  query,
  preview,
}: {
  choices: BulkChoices
  rows: Row[]
  /** Of the list over all its pages. */
  total: number
  query: ListQuery
  preview: Action<{ name: BulkCommandName; query: ListQuery }, BulkPreview>
}) {
  const t = useTranslations('bulk')
  const { picked, clear } = usePicked('proposal', rows)
  const [isWhole, setIsWhole] = useState(false)
  const [taken, setTaken] = useState<ReadonlyMap<string, ReadonlySet<string>>>(new Map())
  const [message, setMessage] = useState<{ tone: 'success' | 'warning'; lines: string[] } | null>(null)
  const { run, isBusy, trouble } = useCommand()
  const refusalText = useStepRefusal()

  const known = withTaken(taken, commands, signings)
  if (known !== taken) setTaken(known) // a command takes rows of earlier pages too
  const refs = (name: string) =>
    picked.filter(({ id }) => known.get(name)?.has(id)).map(({ id, version }) => ({ id, version }))
  const drop = () => {
    clear()
    setIsWhole(false)
  }
  const start = (name: StepName, step: Step, proposals: ProposalRef[]) => {
    setMessage(null)
    run(
      () => step({ proposals }),
      (outcome) => {
        if ('runId' in outcome) return
        const nameOf = new Map(picked.map(({ id, name }) => [id, name]))
        const lines = outcome.refused.map((one) => `${nameOf.get(one.id)}: ${refusalText(one)}`)
        setMessage({
          tone: outcome.refused.length > 0 ? 'warning' : 'success',
          lines: [t(`done.${name}`, { done: outcome.done }), ...lines],
        })
        drop()
      },
    )
  }
  const usable = commands.filter(({ name }) => isWhole || refs(name).length > 0)
  const signable = signings.filter(({ name }) => isWhole || refs(name).length > 0)

  return (
    <BulkFoot
      answer={
        <>
          {trouble && <Notice>{trouble}</Notice>}
          {message && picked.length === 0 && (
            <Notice tone={message.tone}>
              {message.lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </Notice>
          )}
        </>
      }
    >
      {picked.length > 0 && (
        <BulkBar label={t('label')} count={t('picked', { count: isWhole ? total : picked.length })}>
          {!isWhole && total > picked.length && (
            <Button variant="quiet" onClick={() => setIsWhole(true)}>
              {t('pickWhole', { count: total })}
            </Button>
          )}
          <Button variant="quiet" onClick={drop}>
            {t('clear')}
          </Button>
          <Suspense>
            {usable.map(({ name, run: step }, index) => {
              const variant = index === usable.length - 1 && signable.length === 0 ? 'primary' : 'secondary'
              return isWhole ? (
                <WholeCommand
                  key={name}
                  name={name}
                  variant={variant}
                  load={() => preview({ name, query })}
                  run={() => step({ proposals: [], query })}
                  onDone={drop}
                />
              ) : (
                <Button key={name} variant={variant} busy={isBusy} onClick={() => start(name, step, refs(name))}>
                  {t(`confirm.${name}`, { count: refs(name).length })}
                </Button>
              )
            })}
            {signable.map(({ name, run: sign }) => (
              <SignDialog
                key={`${name} ${
                  isWhole
                    ? 'whole'
                    : refs(name)
                        .map(({ id }) => id)
                        .join()
                }`}
                label={isWhole ? t(`whole.${name}`) : t(`confirm.${name}`, { count: refs(name).length })}
                action={sign}
                proposals={isWhole ? [] : refs(name)}
                whole={isWhole ? { query, load: () => preview({ name, query }) } : undefined}
                onDone={drop}
              />
            ))}
          </Suspense>
        </BulkBar>
      )}
    </BulkFoot>
  )
}

/** Which rows each command takes, of this page and of those before; the same map when this page adds none. */
function withTaken(
  before: ReadonlyMap<string, ReadonlySet<string>>,
  ...kinds: { name: string; ids: string[] }[][]
): ReadonlyMap<string, ReadonlySet<string>> {
  const news = kinds.flat().filter(({ name, ids }) => ids.some((id) => !before.get(name)?.has(id)))
  if (news.length === 0) return before
  const after = new Map(before)
  for (const { name, ids } of news) after.set(name, new Set([...(before.get(name) ?? []), ...ids]))
  return after
}

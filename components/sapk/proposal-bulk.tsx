'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type SignAction, SignDialog } from '@/components/sapk/sign-dialog'
import { BulkBar } from '@/components/ui/bulk-bar'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { useSelection } from '@/components/ui/use-selection'
import type { Result } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/proposal'
import type { BulkResult } from '@/lib/sapk/proposal-bulk.server'

type Command = 'submit' | 'check' | 'approve' | 'initial' | 'prepare_decree' | 'hand_over'

/** What the actor may do with several rows at once, and in which states. */
export type BulkCommand = {
  event: Command
  run: (input: { proposals: ProposalRef[] }) => Promise<Result<BulkResult>>
  /** The rows that this command takes. */
  ids: string[]
}

/** The bar over the list: each command says how many of the picked rows it takes; the rest is left alone. */
export function ProposalBulk({
  commands,
  versions,
  names,
  signings,
  everything,
}: {
  commands: BulkCommand[]
  versions: Record<string, number>
  names: Record<string, string>
  /** What the actor may sign, each kind with the rows that wait for it. */
  signings: { event: 'sign_letter' | 'sign_approval' | 'sign_decree'; run: SignAction; ids: string[] }[]
  /** Those of all pages, when there are more of the one kind than on this page. */
  everything?: ProposalRef[]
}) {
  const t = useTranslations('proposal')
  const { ids, clear } = useSelection('proposal')
  const [message, setMessage] = useState<{ tone: 'success' | 'warning'; lines: string[] } | null>(null)
  const [wantsAll, setWantsAll] = useState(false)
  const { run, isBusy, trouble } = useCommand()
  const refusalText = useRefusalText()

  const refs = (taken: string[]) =>
    taken.flatMap((id) => {
      const version = versions[id]
      return version === undefined ? [] : [{ id, version }]
    })
  const isWholePage = signings[0]?.ids.every((id) => ids.includes(id))
  const all = wantsAll && isWholePage ? everything : undefined
  const toSign = signings
    .map((signing) => ({
      ...signing,
      proposals: all ?? refs(ids.filter((id) => signing.ids.includes(id))),
    }))
    .filter(({ proposals }) => proposals.length > 0)
  const drop = () => {
    setWantsAll(false)
    clear()
  }
  const start = (command: BulkCommand, taken: string[]) => {
    setMessage(null)
    run(
      () => command.run({ proposals: refs(taken) }),
      ({ done, refused }) => {
        const lines = [t('bulk.done', { done })]
        for (const one of refused) lines.push(`${names[one.id] ?? one.id}: ${refusalText(one)}`)
        setMessage({ tone: refused.length > 0 ? 'warning' : 'success', lines })
        clear()
      },
    )
  }

  const usable = commands
    .map((command) => ({ command, taken: ids.filter((id) => command.ids.includes(id)) }))
    .filter(({ taken }) => taken.length > 0)

  return (
    <>
      <div aria-live="polite" className="mt-4 empty:hidden">
        {trouble && <Notice>{trouble}</Notice>}
        {message && (
          <Notice tone={message.tone}>
            {message.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Notice>
        )}
      </div>
      {ids.length > 0 && (
        <BulkBar label={t('bulk.label')} count={t('list.picked', { count: all?.length ?? ids.length })}>
          {everything && isWholePage && !all && (
            <Button variant="quiet" onClick={() => setWantsAll(true)}>
              {t('list.pickEverything', { count: everything.length })}
            </Button>
          )}
          <Button variant="quiet" onClick={drop}>
            {t('list.clear')}
          </Button>
          {!all &&
            usable.map(({ command, taken }, index) => (
              <Button
                key={command.event}
                variant={index === usable.length - 1 ? 'primary' : 'secondary'}
                busy={isBusy}
                onClick={() => start(command, taken)}
              >
                {t(`bulk.${command.event}`, { count: taken.length })}
              </Button>
            ))}
          {toSign.map(({ event, run, proposals }) => (
            <SignDialog
              key={`${event} ${all ? 'everything' : proposals.map(({ id }) => id).join()}`}
              label={t(`bulk.${event}`, { count: proposals.length })}
              action={run}
              proposals={proposals}
              onDone={drop}
            />
          ))}
        </BulkBar>
      )}
    </>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { type SignAction, SignDialog } from '@/components/sapk/sign-dialog'
import { BulkBar } from '@/components/ui/bulk-bar'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
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
  signing,
}: {
  commands: BulkCommand[]
  versions: Record<string, number>
  names: Record<string, string>
  /** What the actor may sign, and the rows that wait for it. */
  signing?: {
    event: 'sign_letter' | 'sign_approval' | 'sign_decree'
    run: SignAction
    ids: string[]
    /** Those of all pages, when there are more than on this one. */
    everything?: ProposalRef[]
  }
}) {
  const t = useTranslations('proposal')
  const { ids, clear } = useSelection('proposal')
  const [message, setMessage] = useState<{ tone: 'success' | 'warning' | 'danger'; lines: string[] } | null>(null)
  const [takesAll, setTakesAll] = useState(false)
  const [isBusy, startTransition] = useTransition()
  const refusalText = useRefusalText()

  const refs = (taken: string[]) =>
    taken.flatMap((id) => {
      const version = versions[id]
      return version === undefined ? [] : [{ id, version }]
    })
  const everything = signing?.everything
  const toSign =
    takesAll && everything && ids.length > 0 ? everything : refs(ids.filter((id) => signing?.ids.includes(id)))
  const isWholePage = signing?.ids.every((id) => ids.includes(id))
  const drop = () => {
    setTakesAll(false)
    clear()
  }
  const start = (command: BulkCommand, taken: string[]) =>
    startTransition(async () => {
      const proposals = refs(taken)
      const result = await command.run({ proposals })
      if (!result.ok) return setMessage({ tone: 'danger', lines: [refusalText(result.refusal)] })
      const { done, refused } = result.data
      const lines = [t('bulk.done', { done })]
      for (const { id, code } of refused) {
        const sentence = refusalText({ code, facts: {}, fields: {}, findings: [] })
        lines.push(`${names[id] ?? id}: ${sentence}`)
      }
      setMessage({ tone: refused.length > 0 ? 'warning' : 'success', lines })
      clear()
    })

  const usable = commands
    .map((command) => ({ command, taken: ids.filter((id) => command.ids.includes(id)) }))
    .filter(({ taken }) => taken.length > 0)

  return (
    <>
      <div aria-live="polite" className="mt-4 empty:hidden">
        {message && (
          <Notice tone={message.tone}>
            {message.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Notice>
        )}
      </div>
      {ids.length > 0 && (
        <BulkBar
          label={t('bulk.label')}
          count={t('list.picked', { count: takesAll && everything ? everything.length : ids.length })}
        >
          {everything && isWholePage && !takesAll && (
            <Button variant="quiet" onClick={() => setTakesAll(true)}>
              {t('list.pickEverything', { count: everything.length })}
            </Button>
          )}
          <Button variant="quiet" onClick={drop}>
            {t('list.clear')}
          </Button>
          {!takesAll &&
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
          {signing && toSign.length > 0 && (
            <SignDialog
              key={takesAll ? 'everything' : toSign.map(({ id }) => id).join()}
              label={t(`bulk.${signing.event}`, { count: toSign.length })}
              action={signing.run}
              proposals={toSign}
              onDone={drop}
            />
          )}
        </BulkBar>
      )}
    </>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { EarlierRounds } from '@/components/sapk/earlier-rounds'
import { useItemName } from '@/components/sapk/item-name'
import type { Thread } from '@/components/sapk/proposal-threads'
import { reasonText } from '@/components/sapk/reason-text'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'

type Answer = Action<ProposalRef & { item: string; reply: string }, unknown>

/** Only what did not match, each with the verifier's words, its deadline and the agency's answer, round by round. */
export function ProposalRepairs({
  proposal,
  threads,
  answerBy,
  answer,
}: {
  proposal: ProposalRef
  threads: Thread[]
  /** The last day for an answer, in words, while one is waited for. */
  answerBy?: string
  answer?: Answer
}) {
  const t = useTranslations('proposal')
  const itemName = useItemName()
  const answered = threads.filter((thread) => thread.reply).length
  return (
    <Card
      flush
      title={t('detail.repairs')}
      action={t('detail.repairsAnswered', { done: answered, total: threads.length })}
    >
      <ul>
        {threads.map((thread) => (
          <li key={thread.item} className="grid gap-2 border-line px-4 py-3 text-sm not-first:border-t">
            <div className="flex flex-wrap justify-between gap-x-4">
              <b>{itemName(thread.item)}</b>
              {answerBy && <span className="text-xs text-muted">{answerBy}</span>}
            </div>
            {thread.earlier.length > 0 && <EarlierRounds rounds={thread.earlier} />}
            <p className="wrap-anywhere">{reasonText(t, thread)}</p>
            {answer ? (
              <Reply proposal={proposal} thread={thread} answer={answer} />
            ) : (
              thread.reply && (
                <p className="rounded-md bg-surface px-3 py-2 wrap-anywhere">
                  <b className="text-xs text-muted">{t('act.reply')}</b> {thread.reply}
                </p>
              )
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Reply({ proposal, thread, answer }: { proposal: ProposalRef; thread: Thread; answer: Answer }) {
  const t = useTranslations('proposal.act')
  const [reply, setReply] = useState(thread.reply ?? '')
  const [isSaved, setIsSaved] = useState(false)
  const { run, isBusy, trouble } = useCommand()
  const save = () => {
    setIsSaved(false)
    run(
      () => answer({ ...proposal, item: thread.item, reply }),
      () => setIsSaved(true),
    )
  }
  return (
    <div className="grid gap-2">
      <Field label={t('reply')}>
        <textarea rows={2} value={reply} onChange={(event) => setReply(event.target.value)} />
      </Field>
      <div className="flex items-center gap-3">
        <Button size="sm" busy={isBusy} onClick={save}>
          {t('saveReply')}
        </Button>
        <span aria-live="polite" className={trouble ? 'font-semibold text-danger' : 'text-muted'}>
          {trouble ?? (isSaved && t('saved'))}
        </span>
      </div>
    </div>
  )
}

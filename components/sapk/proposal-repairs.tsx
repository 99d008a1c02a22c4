'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useItemName } from '@/components/sapk/item-name'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/proposal'

type Check = {
  item: string
  reasonCode: string | null
  detail: string | null
  nextStep: string | null
  reply: string | null
}
type Answer = Action<ProposalRef & { item: string; reply: string }, unknown>

/** Only what did not match, each with the verifier's words and the agency's answer. */
export function ProposalRepairs({
  proposal,
  checks,
  answer,
}: {
  proposal: ProposalRef
  checks: Check[]
  answer?: Answer
}) {
  const t = useTranslations('proposal')
  const answered = checks.filter((check) => check.reply).length
  return (
    <Card
      flush
      title={t('detail.repairs')}
      action={t('detail.repairsAnswered', { done: answered, total: checks.length })}
    >
      <ul>
        {checks.map((check) => (
          <li key={check.item} className="grid gap-2 border-line px-4 py-3 text-sm not-first:border-t">
            <p>
              <b>
                <ItemName item={check.item} />. {check.reasonCode && t(`reason.${check.reasonCode}`)}.
              </b>{' '}
              {check.detail} {check.nextStep && <span className="text-muted">{t(`step.${check.nextStep}`)}.</span>}
            </p>
            {answer ? (
              <Reply proposal={proposal} check={check} answer={answer} />
            ) : (
              check.reply && <p className="rounded-md bg-surface px-3 py-2">{check.reply}</p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function ItemName({ item }: { item: string }) {
  return useItemName()(item)
}

function Reply({ proposal, check, answer }: { proposal: ProposalRef; check: Check; answer: Answer }) {
  const t = useTranslations('proposal.act')
  const [reply, setReply] = useState(check.reply ?? '')
  const [isSaved, setIsSaved] = useState(false)
  const { run, isBusy, trouble } = useCommand()
  const save = () => {
    setIsSaved(false)
    run(
      () => answer({ ...proposal, item: check.item, reply }),
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

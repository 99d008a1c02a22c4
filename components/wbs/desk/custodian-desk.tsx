'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { KeyValues } from '@/components/ui/key-values'
import { Notice } from '@/components/ui/notice'
import { useAttempt } from '@/components/ui/use-attempt'
import { useFaultFocus } from '@/components/ui/use-fault-focus'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { LockBar } from '@/components/wbs/desk/lock-bar'
import type { OpenedTask } from '@/components/wbs/desk/seal-calls'
import { UnlockForm } from '@/components/wbs/desk/unlock-form'
import { useTroubleText, useVault } from '@/components/wbs/desk/use-vault'
import { Trouble, vault } from '@/components/wbs/desk/vault'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import type { CustodianAnswer, CustodianTask } from '@/lib/wbs/custodian.server'
import type { Desk } from '@/lib/wbs/desk.server'

type Props = { desk: Desk; tasks: CustodianTask[]; answer: Action<CustodianAnswer> }

/** What waits for a custodian. It is opened and checked here, with the own key; the server never sees a share. */
export function CustodianDesk({ desk, tasks, answer }: Props) {
  const t = useTranslations('desk.seal.custodian')
  const isOpen = useVault(desk.officer.keyId)
  if (tasks.length === 0) return <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
  if (!isOpen) return <UnlockForm desk={desk} />
  return (
    <>
      <LockBar />
      <div className="grid gap-6">
        {tasks.map((task) => (
          <Task key={task.request} task={task} answer={answer} />
        ))}
      </div>
    </>
  )
}

function Task({ task, answer }: { task: CustodianTask; answer: Props['answer'] }) {
  const t = useTranslations('desk.seal.custodian')
  const troubleText = useTroubleText()
  const [opened, setOpened] = useState<OpenedTask>()
  const [failure, setFailure] = useState<unknown>()
  const told = useRef<HTMLDivElement>(null)
  const [first] = useState(task.answer)
  const { file } = task
  useEffect(() => {
    if (task.answer !== first) told.current?.focus() // the buttons are gone
  }, [task.answer, first])
  useEffect(() => {
    vault('openTask', file).then(setOpened, setFailure)
  }, [file])
  const code = failure instanceof Trouble ? failure.code : ''
  const isNotAllowed = ['no_consent', 'one_person'].includes(code)
  return (
    <Card title={t('task', { report: file.report.slice(0, 8) })}>
      {code === 'key_ended' ? (
        <Notice tone="info" title={t('askerRenewed')}>
          {t('askerRenewedText')}
        </Notice>
      ) : (
        failure !== undefined && (
          <Notice live title={isNotAllowed ? t('notAllowed') : undefined}>
            {isNotAllowed ? t('notAllowedText') : troubleText(failure)}
          </Notice>
        )
      )}
      <div ref={told} tabIndex={-1}>
        {opened && <Facts task={task} opened={opened} />}
      </div>
      {opened && task.answer === null && <Answer task={task} answer={answer} />}
    </Card>
  )
}

function Facts({ task, opened: { question, requester, ordered } }: { task: CustodianTask; opened: OpenedTask }) {
  const t = useTranslations('desk.seal')
  const locale = localeFrom(useLocale())
  const ground = ordered
    ? t('orderText', { ...ordered.order, orderedOn: formatDate(ordered.order.orderedOn, 'long', locale) })
    : t('custodian.consent', { date: formatDate(task.file.consent?.on ?? question.on, 'long', locale) })
  return (
    <KeyValues
      items={[
        { label: t('asker'), value: `${requester.name}, ${requester.position}` },
        { label: t('purpose'), value: question.purpose },
        { label: t('basis'), value: question.basis },
        { label: t('custodian.ground'), value: ground },
        ...(ordered ? [{ label: t('custodian.orderedBy'), value: `${ordered.by.name}, ${ordered.by.position}` }] : []),
        { label: t('custodian.dueOn'), value: formatDate(task.dueOn, 'long', locale) },
        ...(task.answer ? [{ label: t('custodian.answered'), value: t(`answers.${task.answer}`) }] : []),
      ]}
    />
  )
}

/** Yes hands the share on to whoever asked and to nobody else; no says why. */
function Answer({ task, answer }: { task: CustodianTask; answer: Props['answer'] }) {
  const t = useTranslations('desk.seal.custodian')
  const router = useRouter()
  const refusalText = useRefusalText()
  const { attempt, isBusy, trouble } = useAttempt(useTroubleText())
  const [reason, setReason] = useState('')
  const [faults, setFaults] = useState<{ reason?: string }>({})
  const form = useFaultFocus(faults)
  const give = (why: string | null) =>
    attempt(async () => {
      const ct = await vault('answerTask', { file: task.file, reason: why })
      const result = await answer({ request: task.request, answer: why === null ? 'shared' : 'declined', ct })
      if (!result.ok) return refusalText(result.refusal)
      router.refresh()
      return null
    })
  const refuse = (event: FormEvent) => {
    event.preventDefault()
    setFaults(reason.trim() ? {} : { reason: t('reasonMissing') })
    if (reason.trim()) give(reason.trim())
  }
  return (
    <div className="mt-4 grid max-w-[640px] gap-3 border-t border-line pt-4">
      <Notice live>{trouble}</Notice>
      {task.state === 'opened' && <p>{t('third')}</p>}
      <p className="text-sm text-muted">{t('handOnHint')}</p>
      <div>
        <Button variant="primary" busy={isBusy} onClick={() => give(null)}>
          {t('handOn')}
        </Button>
      </div>
      <details>
        <summary className="min-h-11 cursor-pointer py-2 font-semibold">{t('decline')}</summary>
        <form ref={form} method="post" onSubmit={refuse} className="grid gap-3 pt-2">
          <Field label={t('reason')} hint={t('reasonHint')} error={reason.trim() ? undefined : faults.reason}>
            <textarea rows={3} maxLength={2000} value={reason} onChange={({ target }) => setReason(target.value)} />
          </Field>
          <div>
            <Button type="submit" busy={isBusy}>
              {t('declineSubmit')}
            </Button>
          </div>
        </form>
      </details>
    </div>
  )
}

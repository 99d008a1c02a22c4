'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useAttempt } from '@/components/ui/use-attempt'
import { useFaultFocus } from '@/components/ui/use-fault-focus'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Studied } from '@/components/wbs/desk/case-calls'
import { ConcludedFields, useConcluded } from '@/components/wbs/desk/concluded-fields'
import { type SealedFor, useReport } from '@/components/wbs/desk/report-context'
import { useDraft } from '@/components/wbs/desk/use-draft'
import { useTroubleText } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import { civilDateIn } from '@/lib/civil-date'
import { SHORTEST_REASON } from '@/lib/reason'
import type { Action } from '@/lib/refusal'
import type { Proposed } from '@/lib/wbs/decided'
import type { StepInput } from '@/lib/wbs/handling.server'
import { isFinal, needsTwo, ruleOf, type Step } from '@/lib/wbs/steps'

type Sent = StepInput & { concluded: NonNullable<StepInput['concluded']> | null }
export type CaseActions = { decide: Action<Sent>; propose: Action<Sent> }

type Props = {
  step: Step
  proposed?: Proposed // what another person proposed and this one confirms
  studied: Studied
  reopenDays: number
  actions: CaseActions
  onClose: () => void
  onDone: () => void
}

/** A reason, in characters. */
const LONGEST = 10_000

/** What a decision rests on: the LHP and proposals stand among the notes. */
const RINGS = ['pesan', 'catatan'] as const

type Faults = { result?: string; text?: string; lhp?: string; compared?: string }

/** One step: its result, what the reporter reads of it, and what else it asks for. Signed and locked in this browser. */
export function StepDialog({ step, proposed, studied, reopenDays, actions, onClose, onDone }: Props) {
  const t = useTranslations('desk.case')
  const words = useTranslations('report.results')
  const report = useTranslations('desk.report')
  const results = ruleOf(step).results ?? []
  const [result, setResult] = useState<string>(proposed?.result ?? (results.length === 1 ? (results[0] ?? '') : ''))
  const [written, write] = useDraft(`step ${step}`)
  const text = proposed?.text ?? written
  const over = proposed ? 0 : text.trim().length - LONGEST
  const [faults, setFaults] = useState<Faults>({})
  const { unopened } = useReport()
  const missed = RINGS.flatMap((ring) => unopened[ring].map(({ seq }) => t(`missed.${ring}`, { number: seq })))
  const [isCompared, setCompared] = useState(false)
  const form = useFaultFocus(faults)
  const isProposing = needsTwo(step) && !proposed
  const { to } = ruleOf(step)
  const isEnd = to !== null && isFinal(to) && !isProposing
  const concluding = useConcluded()
  const lhp = useLatestLhp(studied)
  const { after } = studied
  const deliver = useDelivery({ step, proposed, isProposing, after, lhp: step === 'examine' ? lhp : null, actions })
  const refusalText = useRefusalText()
  const { attempt, isBusy, trouble } = useAttempt(useTroubleText())

  const missing = (): Faults => ({
    ...(results.length > 0 && result === '' && { result: t('pickResult') }),
    ...(text.trim().length < SHORTEST_REASON && { text: t('writeReason') }),
    ...(over > 0 && { text: report('tooLong', { most: LONGEST, over }) }),
    ...(step === 'examine' && !lhp && { lhp: t('noLhp') }),
    ...(missed.length > 0 && !isCompared && { compared: t('compareFirst') }),
  })
  const isStill = (name: keyof Faults) => (faults[name] ? missing()[name] : undefined)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const found = missing()
    setFaults(found)
    if (Object.keys(found).length > 0) return
    attempt(async () => {
      const sent = await deliver({
        result: result || null,
        text: text.trim(),
        concluded: isEnd ? concluding.told : null,
      })
      if (!sent.ok) return refusalText(sent.refusal)
      if (!proposed) write('')
      onDone()
      return null
    })
  }
  const label = t(`steps.${step}`)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isProposing ? t('propose', { step: label }) : label}
      closeLabel={t('cancel')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" busy={isBusy} onClick={() => submit()}>
            {isProposing ? t('sendProposal') : t('sign')}
          </Button>
        </>
      }
    >
      <form ref={form} method="post" onSubmit={submit} className="grid gap-4">
        <Notice live>{isStill('lhp') ?? isStill('compared') ?? trouble}</Notice>
        <p className="text-sm text-muted">{isProposing ? t('twoText') : t(`hints.${step}`, { reopenDays })}</p>
        {results.length > 0 && (
          <Field label={t('result')} error={isStill('result')}>
            <select value={result} disabled={Boolean(proposed)} onChange={({ target }) => setResult(target.value)}>
              <option value="">{t('pick')}</option>
              {results.map((code) => (
                <option key={code} value={code}>
                  {words(code as 'SPAM')}
                </option>
              ))}
            </select>
          </Field>
        )}
        <Field label={t('reason')} hint={isProposing ? t('reasonLater') : t('reasonHint')} error={isStill('text')}>
          <textarea rows={5} value={text} readOnly={Boolean(proposed)} onChange={({ target }) => write(target.value)} />
        </Field>
        {step === 'examine' && lhp && <p className="text-sm">{t('lhpSigned', { number: lhp.seq })}</p>}
        {isEnd && <ConcludedFields {...concluding} />}
        {missed.length > 0 && (
          <Choice
            type="checkbox"
            label={t('compared', { numbers: missed.join(', ') })}
            hint={t('comparedHint')}
            checked={isCompared}
            onChange={({ target }) => setCompared(target.checked)}
          />
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

/** The newest report of the examination among the notes, and what it is signed by. */
function useLatestLhp(studied: Studied): { seq: number; sha256: string } | null {
  const { notes } = useReport()
  const last = (notes ?? []).findLast(({ body }) => (body as { form?: unknown } | null)?.form === 'lhp')
  const sha256 = last && studied.hashes[last.seq]
  return sha256 ? { seq: last.seq, sha256 } : null
}

type Said = { result: string | null; text: string; concluded: Sent['concluded'] }

/** Seals a decision for the reporter, or a signed proposal for the colleagues, and hands it in. */
function useDelivery(
  of: Pick<Props, 'step' | 'proposed' | 'actions'> & {
    isProposing: boolean
    after: number
    lhp: { sha256: string } | null
  },
) {
  const { id, send, note } = useReport()
  const { step, proposed, isProposing, after, lhp, actions } = of
  return async ({ result, text, concluded }: Said) => {
    const on = civilDateIn('Asia/Jakarta', new Date())
    const handIn =
      (action: Action<Sent>) =>
      ({ report, seq, epoch, ct }: SealedFor) =>
        action({ report, step, result, concluded, message: { seq, epoch, ct } })
    if (isProposing) {
      const signature = await vault('signProposal', { report: id, step, result, text, after })
      return note({ form: 'usul', step, result, text, signature, on }, handIn(actions.propose))
    }
    const second = proposed ? { by: proposed.by, signature: proposed.signature } : null
    return send('keputusan', { step, result, text, on, second, lhp: lhp?.sha256 ?? null }, handIn(actions.decide))
  }
}

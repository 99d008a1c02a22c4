'use client'

import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import type { ProofAction } from '@/components/sapk/proof-dialog'
import { ReasonDialog } from '@/components/sapk/reason-dialog'
import type { RecordAction } from '@/components/sapk/record-correction'
import { TextDialog } from '@/components/sapk/text-dialog'
import { useStepRefusal } from '@/components/sapk/use-step-refusal'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Notice } from '@/components/ui/notice'
import { PageMessage } from '@/components/ui/page-message'
import { useCommand } from '@/components/ui/use-command'
import type { Action, Result } from '@/lib/refusal'
import type { CodedReason, ProposalRef } from '@/lib/sapk/inputs'
import type { ProposalState } from '@/lib/sapk/proposal'
import type { BulkOutcome } from '@/lib/sapk/proposal-bulk.server'

// what is asked for once in many proposals comes when it is
const ProofDialog = lazy(() => import('@/components/sapk/proof-dialog').then((file) => ({ default: file.ProofDialog })))
const RecordCorrection = lazy(() =>
  import('@/components/sapk/record-correction').then((file) => ({ default: file.RecordCorrection })),
)

type Many = (input: { proposals: ProposalRef[] }) => Promise<Result<BulkOutcome>>

/** The steps the actor may take now; those that are not given are not shown. */
export type ProposalSteps = {
  submit?: Many
  postpone?: Many
  check?: Many
  approve?: Many
  initial?: Many
  prepare_decree?: Many
  hand_over?: Many
  resubmit?: Action<ProposalRef, unknown>
  repair?: Action<ProposalRef & CodedReason, unknown>
  turn_down?: Action<ProposalRef & CodedReason, unknown>
  reject?: Action<ProposalRef & CodedReason, unknown>
  cancel?: Action<ProposalRef & { detail: string }, unknown>
  send_back?: Action<ProposalRef & { detail: string }, unknown>
  correct?: ProofAction
  revoke?: ProofAction
  cancel_correction?: Action<ProposalRef & { detail: string }, unknown>
  correct_decree?: ProofAction
  confirm_decree?: Action<ProposalRef, unknown>
  return_record?: Action<ProposalRef & { detail: string }, unknown>
  correct_record?: RecordAction
  revoke_decree?: ProofAction
}

const forward = ['submit', 'check', 'approve', 'postpone', 'initial', 'prepare_decree', 'hand_over'] as const
type Forward = (typeof forward)[number]

/** The buttons of one proposal: steps back first, the step forward last and primary. */
export function ProposalActions({
  proposal,
  state,
  name,
  number,
  steps,
  decree,
  isOnPaper,
}: {
  proposal: ProposalRef
  state: ProposalState
  name: string
  number: string
  steps: ProposalSteps
  /** As it is recorded, for its correction. */
  decree: { decreeNumber: string; decreeOn: string }
  isOnPaper: boolean
}) {
  const t = useTranslations('proposal.act')
  const event = useTranslations('proposal.event')
  const done = useTranslations('proposal.done')
  const { run, isBusy, trouble } = useCommand(useStepRefusal())
  const [finished, setFinished] = useState<Forward | 'resubmit' | null>(null)

  const runMany = (step: Forward, many: Many) => {
    setFinished(null)
    run(
      () => oneOf(many({ proposals: [proposal] })),
      () => setFinished(step),
    )
  }

  const available = forward.flatMap((event) => {
    const many = steps[event]
    return many ? [{ event, many }] : []
  })
  if (Object.values(steps).every((step) => !step) && !trouble && !finished) return null
  return (
    <>
      <div className="flex w-full flex-wrap gap-2 max-md:*:flex-[1_0_9.5rem] md:w-auto md:justify-end">
        {steps.cancel && (
          <TextDialog proposal={proposal} seen={state} action={steps.cancel} label={t('cancel')} variant="danger">
            {t('confirmCancel', { name, number })}
          </TextDialog>
        )}
        {steps.turn_down && (
          <ReasonDialog
            proposal={proposal}
            seen={state}
            title={event('turn_down')}
            action={steps.turn_down}
            label={t('turn_down')}
            variant="danger"
          />
        )}
        {steps.reject && (
          <ReasonDialog
            proposal={proposal}
            seen={state}
            title={event('reject')}
            action={steps.reject}
            label={t('reject')}
            variant="danger"
          >
            {t('confirm.reject')}
          </ReasonDialog>
        )}
        {steps.repair && (
          <ReasonDialog
            proposal={proposal}
            seen={state}
            title={event('repair')}
            action={steps.repair}
            label={t('repair')}
          />
        )}
        {steps.send_back && (
          <TextDialog proposal={proposal} seen={state} action={steps.send_back} label={t('send_back')} />
        )}
        {steps.cancel_correction && (
          <TextDialog
            proposal={proposal}
            seen={state}
            action={steps.cancel_correction}
            label={t('cancel_correction')}
            variant="danger"
          >
            {t('confirm.cancel_correction')}
          </TextDialog>
        )}
        <Suspense>
          {steps.revoke && <ProofDialog proposal={proposal} action={steps.revoke} step="revoke" />}
          {steps.revoke_decree && (
            <ProofDialog proposal={proposal} action={steps.revoke_decree} step="revoke_decree">
              {isOnPaper && <p className="text-sm">{t('confirm.revoke_recorded')}</p>}
            </ProofDialog>
          )}
          {steps.correct && <ProofDialog proposal={proposal} action={steps.correct} step="correct" />}
          {steps.correct_decree && (
            <ProofDialog proposal={proposal} action={steps.correct_decree} step="correct_decree" />
          )}
          {steps.correct_record && (
            <RecordCorrection proposal={proposal} decree={decree} action={steps.correct_record} />
          )}
        </Suspense>
        {steps.return_record && (
          <TextDialog proposal={proposal} seen={state} action={steps.return_record} label={t('return_record')} />
        )}
        {steps.confirm_decree && (
          <Button
            variant="primary"
            busy={isBusy}
            onClick={() => {
              const { confirm_decree } = steps
              if (confirm_decree) run(() => confirm_decree(proposal))
            }}
          >
            {t('confirm_decree')}
          </Button>
        )}
        {steps.resubmit && (
          <Button
            variant="primary"
            busy={isBusy}
            onClick={() => {
              const { resubmit } = steps
              if (resubmit)
                run(
                  () => resubmit(proposal),
                  () => setFinished('resubmit'),
                )
            }}
          >
            {t('resubmit')}
          </Button>
        )}
        {available.map(({ event: step, many }, index) => {
          const variant = index === available.length - 1 ? 'primary' : 'secondary'
          return step === 'approve' ? (
            <ConfirmButton
              key={step}
              label={t(step)}
              title={t(step)}
              confirmLabel={t(step)}
              cancelLabel={t('close')}
              variant={variant}
              run={() => oneOf(many({ proposals: [proposal] }))}
              onDone={() => setFinished(step)}
            >
              <p>{t('confirmApprove', { name, number })}</p>
            </ConfirmButton>
          ) : (
            <Button key={step} variant={variant} busy={isBusy} onClick={() => runMany(step, many)}>
              {t(step)}
            </Button>
          )
        })}
      </div>
      <PageMessage>
        {finished && <Notice tone="success">{done(finished, { name })}</Notice>}
        <Notice live>{trouble}</Notice>
      </PageMessage>
    </>
  )
}

/** The answer for the one proposal that was asked about: what refused it refuses the whole. */
async function oneOf(many: ReturnType<Many>): Promise<Result<unknown>> {
  const result = await many
  const [refused] = result.ok && 'refused' in result.data ? result.data.refused : []
  return refused ? { ok: false, refusal: refused } : result
}

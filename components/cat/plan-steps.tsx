'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Icon } from '@/components/ui/icon'
import { StatusTag } from '@/components/ui/status-tag'
import type { SessionState } from '@/lib/cat/session'
import type { Action } from '@/lib/refusal'

type Ref = Action<{ id: string }, unknown>

type Plan = {
  id: string
  state: SessionState
  rooms: readonly { id: string; name: string; seats: number }[]
  assigned: number
  waiting: number
  publishedAt: string | null
  isPast: boolean
}

/** Candidates, cards, papers: each step with where it stands and what can be done. */
export function PlanSteps({
  plan,
  actions,
}: {
  plan: Plan
  actions: { assign: Ref; clear: Ref; publish: Ref; prepare: Ref }
}) {
  const t = useTranslations('plan')
  const { id, assigned, waiting, publishedAt } = plan
  const seats = plan.rooms.reduce((sum, room) => sum + room.seats, 0)
  const isPlanned = plan.state === 'planned'
  const canFill = isPlanned && waiting > 0 && assigned < seats
  const next = assigned === 0 ? 'assign' : publishedAt === null ? 'publish' : isPlanned ? 'prepare' : null
  const cancelLabel = t('cancel')
  return (
    <ol className="rounded-lg border border-line">
      <Step number={1} title={t('step.rooms')} isDone>
        <p>{t('roomsText', { rooms: plan.rooms.map(({ name }) => name).join(', '), count: seats })}</p>
      </Step>
      <Step
        number={2}
        title={t('step.candidates')}
        isDone={assigned > 0}
        actions={
          <>
            {isPlanned && !publishedAt && assigned > 0 && (
              <ConfirmButton
                label={t('clear')}
                title={t('clearTitle')}
                confirmLabel={t('clear')}
                cancelLabel={cancelLabel}
                variant="danger"
                run={() => actions.clear({ id })}
              >
                <p>{t('clearText', { count: assigned })}</p>
              </ConfirmButton>
            )}
            {canFill && (
              <ConfirmButton
                label={t('assign')}
                title={t('assignTitle')}
                confirmLabel={t('assign')}
                cancelLabel={cancelLabel}
                variant={next === 'assign' ? 'primary' : 'secondary'}
                icon={<Icon name="users" />}
                run={() => actions.assign({ id })}
              >
                <p>{t('assignText', { count: Math.min(waiting, seats - assigned) })}</p>
              </ConfirmButton>
            )}
            {isPlanned && waiting === 0 && assigned === 0 && (
              <ButtonLink href="/cat/peserta/impor" variant="primary" icon={<Icon name="upload" />}>
                {t('toImport')}
              </ButtonLink>
            )}
          </>
        }
      >
        <p className="num">{t('candidatesText', { assigned, seats })}</p>
        <p className="text-muted">{t('waitingText', { count: waiting })}</p>
      </Step>
      <Step
        number={3}
        title={t('step.cards')}
        isDone={publishedAt !== null}
        actions={
          publishedAt === null ? (
            assigned > 0 &&
            !plan.isPast && (
              <ConfirmButton
                label={t('publish')}
                title={t('publishTitle')}
                confirmLabel={t('publish')}
                cancelLabel={cancelLabel}
                variant={next === 'publish' ? 'primary' : 'secondary'}
                icon={<Icon name="send" />}
                run={() => actions.publish({ id })}
              >
                <p>{t('publishText', { count: assigned })}</p>
              </ConfirmButton>
            )
          ) : (
            <ButtonLink href={`/cat/sesi/${id}/kartu`} icon={<Icon name="id-card" />}>
              {t('cards')}
            </ButtonLink>
          )
        }
      >
        <p>{publishedAt === null ? t('notPublished') : t('publishedAt', { at: publishedAt })}</p>
      </Step>
      <Step
        number={4}
        title={t('step.papers')}
        isDone={!isPlanned}
        actions={
          isPlanned &&
          assigned > 0 &&
          publishedAt !== null && (
            <ConfirmButton
              label={t('prepare')}
              title={t('prepareTitle')}
              confirmLabel={t('prepare')}
              cancelLabel={cancelLabel}
              variant="primary"
              icon={<Icon name="files" />}
              run={() => actions.prepare({ id })}
            >
              <p>{t('prepareText')}</p>
            </ConfirmButton>
          )
        }
      >
        <p>{t(isPlanned ? 'notPrepared' : 'prepared')}</p>
      </Step>
    </ol>
  )
}

function Step({
  number,
  title,
  isDone,
  actions,
  children,
}: {
  number: number
  title: string
  isDone: boolean
  actions?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('plan')
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 border-line border-t p-4 first:border-t-0">
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-base">{t('stepTitle', { number, title })}</h2>
          <StatusTag look={isDone ? 'approved' : 'draft'}>{t(isDone ? 'done' : 'open')}</StatusTag>
        </div>
        <div className="mt-1 text-sm">{children}</div>
      </div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </li>
  )
}

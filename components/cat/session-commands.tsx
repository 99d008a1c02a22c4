'use client'

import { useTranslations } from 'next-intl'
import { CloseSession } from '@/components/cat/close-session'
import { ReasonCommand } from '@/components/cat/reason-command'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Icon } from '@/components/ui/icon'
import type { SessionState } from '@/lib/cat/session'
import type { Action } from '@/lib/refusal'

type Ref = { id: string }
type Pause = { id: string; attemptIds: string[]; roomId?: string; reason: string }

export type SessionActions = {
  prepare: Action<Ref>
  release: Action<Ref>
  close: Action<Ref & { absent: number }>
  cancel: Action<Ref & { reason: string }, { isVoid: boolean }>
  pause: Action<Pause>
  resume: Action<Pause>
  board: Action<Ref & { isShown: boolean }>
}

/** What is done to a whole session, as far as this person may and its state lets. */
export function SessionCommands({
  id,
  roomId,
  state,
  waiting,
  isPaused,
  isBoardShown,
  may,
  actions,
}: {
  id: string
  /** The room that is shown, where the session has several. */
  roomId?: string
  state: SessionState
  /** Who has not begun. */
  waiting: { scheduled: number; registered: number }
  isPaused: boolean
  isBoardShown: boolean
  may: { prepare: boolean; release: boolean; close: boolean; pause: boolean; board: boolean; cancel: boolean }
  actions: SessionActions
}) {
  const t = useTranslations('exam.act')
  return (
    <>
      {may.board && (
        <ConfirmButton
          key={String(isBoardShown)}
          label={t(isBoardShown ? 'hideBoard' : 'showBoard')}
          title={t(isBoardShown ? 'hideBoardTitle' : 'showBoardTitle')}
          confirmLabel={t(isBoardShown ? 'hideBoard' : 'showBoard')}
          cancelLabel={t('cancel')}
          run={() => actions.board({ id, isShown: !isBoardShown })}
        >
          <p>{t(isBoardShown ? 'hideBoardText' : 'showBoardText')}</p>
        </ConfirmButton>
      )}
      {may.prepare && state === 'planned' && (
        <ConfirmButton
          label={t('prepare')}
          title={t('prepareTitle')}
          confirmLabel={t('prepare')}
          cancelLabel={t('cancel')}
          variant="primary"
          run={() => actions.prepare({ id })}
        >
          <p>{t('prepareText')}</p>
        </ConfirmButton>
      )}
      {may.release && state === 'open' && (
        <ConfirmButton
          label={t('release')}
          title={t('releaseTitle')}
          confirmLabel={t('release')}
          cancelLabel={t('cancel')}
          variant="primary"
          icon={<Icon name="play" />}
          run={() => actions.release({ id })}
        >
          <p>{t('releaseText', { count: waiting.registered })}</p>
        </ConfirmButton>
      )}
      {may.close && state === 'released' && <CloseSession id={id} waiting={waiting} action={actions.close} />}
      {may.cancel && state !== 'closed' && state !== 'void' && (
        <div className="min-w-40">
          <ReasonCommand
            label={t('cancelSession')}
            icon={<Icon name="ban" />}
            variant="danger"
            text={t('cancelText')}
            run={(reason) => actions.cancel({ id, reason })}
          />
        </div>
      )}
      {may.pause && state === 'released' && (
        <div className="min-w-40">
          <ReasonCommand
            label={t('pauseRoom')}
            icon={<Icon name="circle-pause" />}
            isOffered={!isPaused}
            run={(reason) => actions.pause({ id, attemptIds: [], roomId, reason })}
          />
          <ReasonCommand
            label={t('resumeRoom')}
            icon={<Icon name="play" />}
            isOffered={isPaused}
            run={(reason) => actions.resume({ id, attemptIds: [], roomId, reason })}
          />
        </div>
      )}
    </>
  )
}

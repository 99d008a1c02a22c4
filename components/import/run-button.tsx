'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { ButtonVariant } from '@/components/ui/button-class'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'

/** Starts a step of this run at once. */
export function RunButton({
  id,
  label,
  variant,
  action,
}: {
  id: string
  label: string
  variant?: ButtonVariant
  action: Action<{ id: string }>
}) {
  const { run, isBusy, trouble } = useCommand()
  return (
    <>
      <Button variant={variant} busy={isBusy} onClick={() => run(() => action({ id }))}>
        {label}
      </Button>
      {trouble && (
        <p role="alert" className="text-sm font-semibold text-danger">
          {trouble}
        </p>
      )}
    </>
  )
}

/** Forgets a run that has written nothing, after asking once more. Needs the messages of `import`. */
export function DiscardButton({
  id,
  fileName,
  home = '/impor',
  action,
}: {
  id: string
  fileName: string
  /** Where it leads afterwards. */
  home?: string
  action: Action<{ id: string }>
}) {
  const t = useTranslations('import.discard')
  const router = useRouter()
  return (
    <ConfirmButton
      label={t('run')}
      title={t('title', { name: fileName })}
      confirmLabel={t('run')}
      cancelLabel={t('cancel')}
      run={() => action({ id })}
      onDone={() => {
        router.push(home as Parameters<typeof router.push>[0])
        router.refresh()
      }}
    >
      <p>{t('body')}</p>
    </ConfirmButton>
  )
}

/** Takes the run back, after asking once more. */
export function UndoButton({
  id,
  words,
  action,
}: {
  id: string
  words: { undo: string; title: string; body: string; cancel: string }
  action: Action<{ id: string }, unknown>
}) {
  return (
    <ConfirmButton
      variant="danger"
      label={words.undo}
      title={words.title}
      confirmLabel={words.undo}
      cancelLabel={words.cancel}
      run={() => action({ id })}
    >
      <p>{words.body}</p>
    </ConfirmButton>
  )
}

'use client'

import type { ComponentProps, ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { useActionForm } from '@/components/ui/use-action-form'

/** The form's answer from `useActionForm`, as far as the dialog shows it. */
type ShownForm = Pick<ReturnType<typeof useActionForm>, 'submit' | 'summary' | 'isBusy'>

/**
 * A form in a dialog: its fields as children, leaving and sending in the footer; Enter in a field sends too. Needs
 * `ClientMessages`.
 */
export function FormDialog({
  title,
  isOpen,
  onClose,
  closeLabel,
  submitLabel,
  variant = 'primary',
  wide,
  form: { submit, summary, isBusy },
  children,
}: {
  title: string
  isOpen: boolean
  onClose: () => void
  closeLabel: string
  submitLabel: string
  variant?: Extract<ComponentProps<typeof Button>['variant'], 'primary' | 'danger'>
  wide?: boolean
  form: ShownForm
  children: ReactNode
}) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      closeLabel={closeLabel}
      wide={wide}
      footer={
        <>
          <Button onClick={onClose}>{closeLabel}</Button>
          <Button variant={variant} busy={isBusy} onClick={() => submit()} data-primary>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form method="post" onSubmit={submit} className="grid gap-4">
        <ErrorSummary {...summary} />
        {children}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

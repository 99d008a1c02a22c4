'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ButtonSize, ButtonVariant } from '@/components/ui/button-class'
import { Dialog } from '@/components/ui/dialog'
import { useCommand } from '@/components/ui/use-command'
import type { Result } from '@/lib/refusal'

/**
 * A command that asks once more and names what it will do. Trouble is said in the dialog; on success the dialog
 * closes and `onDone` runs. Needs `ClientMessages`.
 */
export function ConfirmButton({
  label,
  title,
  confirmLabel,
  cancelLabel,
  run,
  onDone,
  variant = 'secondary',
  size,
  icon,
  children,
}: {
  label: string
  title: string
  confirmLabel: string
  cancelLabel: string
  run: () => Promise<Result<unknown>>
  onDone?: () => void
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: ReactNode
  /** What will happen, naming the object. */
  children: ReactNode
}) {
  const [isOpen, setIsOpen] = useState(false)
  const command = useCommand()

  const confirm = () =>
    command.run(run, () => {
      setIsOpen(false)
      onDone?.()
    })

  return (
    <>
      <Button variant={variant} size={size} icon={icon} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => {
          setIsOpen(false)
          command.setTrouble(null)
        }}
        title={title}
        closeLabel={cancelLabel}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>{cancelLabel}</Button>
            <Button
              variant={variant === 'danger' ? 'danger' : 'primary'}
              busy={command.isBusy}
              onClick={confirm}
              data-primary
            >
              {confirmLabel}
            </Button>
          </>
        }
      >
        <div className="grid gap-3 text-sm">
          {children}
          <p role="alert" className="font-semibold text-danger empty:hidden">
            {command.trouble}
          </p>
        </div>
      </Dialog>
    </>
  )
}

'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'

/**
 * A native modal dialog: keeps the focus inside, gives it back to what opened it, closes on Esc and on its x.
 * `closeLabel` names the x; `footer` holds the buttons, the safe one first. What carries `data-autofocus` gets the
 * focus at first.
 */
export function Dialog({
  isOpen,
  onClose,
  title,
  closeLabel,
  footer,
  wide = false,
  children,
}: {
  isOpen: boolean
  onClose: () => void
  title: string
  closeLabel: string
  footer?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()

  useEffect(() => {
    const dialog = ref.current
    if (isOpen && dialog && !dialog.open) {
      dialog.showModal()
      dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    }
    if (!isOpen && dialog?.open) dialog.close()
  }, [isOpen])

  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onClose={({ target, currentTarget }) => target === currentTarget && onClose()} // React tells of a dialog inside too
      className={`m-auto max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] flex-col overflow-hidden rounded-lg bg-bg p-0 text-left text-text shadow-overlay backdrop:bg-ink/50 open:flex ${wide ? 'max-w-[720px]' : 'max-w-[480px]'}`}
    >
      <div className="flex items-center gap-3 border-b border-line py-1 pr-1 pl-4">
        <h2 id={id} className="flex-1 py-2 text-lg leading-6">
          {title}
        </h2>
        <button
          type="button"
          aria-label={closeLabel}
          title={closeLabel}
          onClick={() => ref.current?.close()}
          className="grid size-11 cursor-pointer place-items-center rounded-md text-neutral hover:bg-soft"
        >
          <svg viewBox="0 0 24 24" aria-hidden="true" className="size-5 fill-none stroke-current stroke-2">
            <path d="M6 6l12 12M18 6L6 18" strokeLinecap="round" />
          </svg>
        </button>
      </div>
      {isOpen && <div className="overflow-y-auto p-4">{children}</div>}
      {footer && <div className="flex flex-wrap justify-end gap-2 border-t border-line p-4">{footer}</div>}
    </dialog>
  )
}

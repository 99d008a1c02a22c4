'use client'

import { useTranslations } from 'next-intl'
import { useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ButtonVariant } from '@/components/ui/button-class'

/** Where a file is chosen or dropped, or many of them. */
export function FileChooser({
  label,
  hint,
  accept = '.xlsx,.csv,.txt',
  isMany = false,
  variant = 'primary',
  onFiles,
}: {
  label: string
  hint: string
  accept?: string
  isMany?: boolean
  variant?: ButtonVariant
  onFiles: (files: readonly File[]) => void
}) {
  const t = useTranslations('import.upload')
  const [isOver, setIsOver] = useState(false)
  const limits = useId()
  const input = useRef<HTMLInputElement>(null)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut, the button does the same
    <div
      className={`grid justify-items-center gap-3 rounded-lg border-2 border-dashed px-4 py-10 text-center ${isOver ? 'border-primary bg-soft' : 'border-border'}`}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        onFiles([...event.dataTransfer.files].slice(0, isMany ? undefined : 1))
      }}
    >
      <input
        ref={input}
        type="file"
        multiple={isMany}
        accept={accept}
        aria-label={label}
        aria-describedby={limits}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = '' // the same file may be chosen again
        }}
      />
      <Button variant={variant} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <p className="text-sm text-muted max-md:hidden">{t('drop')}</p>
      <p id={limits} className="text-xs text-muted">
        {hint}
      </p>
    </div>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'

/** Where a workbook is chosen or dropped. */
export function FileChooser({
  label,
  hint,
  accept = '.xlsx,.csv,.txt',
  onFile,
}: {
  label: string
  hint: string
  accept?: string
  onFile: (file: File | undefined) => void
}) {
  const t = useTranslations('import.upload')
  const [isOver, setIsOver] = useState(false)
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
        onFile(event.dataTransfer.files[0])
      }}
    >
      <input
        ref={input}
        id="berkas-impor"
        type="file"
        accept={accept}
        aria-label={label}
        aria-describedby="batas-impor"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          onFile(event.target.files?.[0])
          event.target.value = '' // the same file may be chosen again
        }}
      />
      <Button variant="primary" onClick={() => input.current?.click()}>
        {label}
      </Button>
      <p className="text-sm text-muted max-md:hidden">{t('drop')}</p>
      <p id="batas-impor" className="text-xs text-muted">
        {hint}
      </p>
    </div>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { type DragEvent, type ReactNode, useId, useState } from 'react'
import { FieldError } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Progress } from '@/components/ui/progress'

const BYTES_PER_MB = 1024 * 1024

/**
 * Takes files by choosing or dropping. The limits stand first (`hint`) and are checked before anything is sent;
 * `onFiles` gets what passed. While `progress` is given the field shows it and offers to cancel; `children` is the
 * preview of what is there already. `accept` as in HTML: ".pdf,.xlsx". Needs `ClientMessages`.
 */
export function UploadField({
  label,
  hint,
  accept,
  maxBytes,
  multiple = false,
  error,
  progress,
  onFiles,
  onCancel,
  children,
}: {
  label: string
  hint: ReactNode
  accept: string
  maxBytes: number
  multiple?: boolean
  error?: string
  progress?: { label: string; value: number; max: number; text: string }
  onFiles: (files: File[]) => void
  onCancel?: () => void
  children?: ReactNode
}) {
  const t = useTranslations('common.upload')
  const id = useId()
  const [fault, setFault] = useState<string | null>(null)
  const [isOver, setIsOver] = useState(false)
  const shownFault = fault ?? error

  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1)
    const wrong = files.find((file) => !isAccepted(file, accept))
    const large = files.find((file) => file.size > maxBytes)
    if (wrong) return setFault(t('wrongType', { name: wrong.name, accept: accept.replaceAll(',', ', ') }))
    if (large) return setFault(t('tooLarge', { name: large.name, limit: Math.floor(maxBytes / BYTES_PER_MB) }))
    setFault(null)
    if (files.length > 0) onFiles(files)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    take(event.dataTransfer.files)
  }

  return (
    <div>
      <p className="text-sm font-semibold" id={`${id}-label`}>
        {label}
      </p>
      <p className="text-sm text-muted" id={`${id}-hint`}>
        {hint}
      </p>
      {shownFault && <FieldError id={`${id}-error`}>{shownFault}</FieldError>}
      {progress ? (
        <div className="mt-1 flex min-h-18 items-center gap-4 rounded-md border border-line px-4 py-3">
          <div className="flex-1">
            <Progress {...progress} />
          </div>
          {onCancel && (
            <button type="button" onClick={onCancel} className="min-h-11 px-2 text-sm font-semibold text-link">
              {t('cancel')}
            </button>
          )}
        </div>
      ) : (
        <label
          data-over={isOver || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setIsOver(true)
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={drop}
          className="mt-1 flex min-h-18 items-center gap-3 rounded-md border-[1.5px] border-dashed border-border px-6 py-3 text-link outline-offset-2 outline-focus hover:bg-surface has-focus-visible:outline-3 data-over:bg-soft"
        >
          <Icon name="upload" />
          <span>
            <b>{t('choose')}</b> <span className="text-muted max-md:hidden">{t('drop')}</span>
          </span>
          <input
            type="file"
            accept={accept}
            multiple={multiple}
            aria-labelledby={`${id}-label`}
            aria-describedby={shownFault ? `${id}-hint ${id}-error` : `${id}-hint`}
            className="sr-only"
            onChange={(event) => {
              take(event.target.files)
              event.target.value = ''
            }}
          />
        </label>
      )}
      {children}
    </div>
  )
}

function isAccepted(file: File, accept: string): boolean {
  const name = file.name.toLowerCase()
  return accept.split(',').some((kind) => {
    const wanted = kind.trim().toLowerCase()
    return wanted.startsWith('.') ? name.endsWith(wanted) : file.type === wanted
  })
}

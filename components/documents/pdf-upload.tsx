'use client'

import { useEffect, useRef, useState } from 'react'
import type { KnownPaper } from '@/components/documents/upload-dialog'
import type { Keep, Uploading } from '@/components/documents/use-upload'
import { Button } from '@/components/ui/button'
import { useLater } from '@/components/ui/use-later'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { Refusal, refusalData } from '@/lib/refusal'

const MEGABYTE = 1024 * 1024
const loadDialog = () => import('@/components/documents/upload-dialog').then((file) => file.UploadDialog)

/**
 * The button that brings a PDF: what the server would not take is said at once, what it may take is shown, sent with
 * progress, and goes on after a broken line. The one way in which papers come to the office. `what` names the paper;
 * `known` are those that are kept already, which `onKnown` uses. Needs `ClientMessages` with `upload` and `viewer`.
 */
export function PdfUpload({
  label,
  what,
  uploading,
  known = [],
  keep,
  onKnown,
  onTrouble,
  isBusy = false,
}: {
  label: string
  what: string
  uploading: Uploading
  known?: readonly KnownPaper[]
  keep: Keep
  onKnown?: (id: string) => void
  onTrouble: (trouble: string | null) => void
  isBusy?: boolean
}) {
  const refusalText = useRefusalText()
  const [file, setFile] = useState<File | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const Dialog = useLater(loadDialog, file !== null)
  const { limitMb } = uploading

  const choose = (chosen: File | undefined) => {
    if (!chosen) return
    const refusal = sizeRefusal(chosen, limitMb)
    onTrouble(refusal && refusalText(refusalData(refusal)))
    if (!refusal) setFile(chosen)
  }
  const end = (trouble: string | null) => {
    setFile(null)
    onTrouble(trouble)
  }
  const isOpen = file !== null
  useEffect(() => {
    if (!isOpen) return
    return () => button.current?.focus() // once the dialog is gone: beside an open one nothing takes the focus
  }, [isOpen])
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/pdf"
        className="sr-only"
        tabIndex={-1}
        aria-label={`${label} ${what}`}
        onChange={(event) => {
          choose(event.target.files?.[0])
          event.target.value = '' // the same file may be chosen again
        }}
      />
      <Button ref={button} size="sm" busy={isBusy || (file !== null && !Dialog)} onClick={() => input.current?.click()}>
        {label}
        <span className="sr-only"> {what}</span>
      </Button>
      {file && Dialog && (
        <Dialog
          file={file}
          what={what}
          uploading={uploading}
          known={known}
          keep={keep}
          onKnown={
            onKnown &&
            ((id) => {
              end(null)
              onKnown(id)
            })
          }
          onEnd={end}
        />
      )}
    </>
  )
}

/** What the server would answer, without sending it a file that it does not take. */
function sizeRefusal({ size }: File, limitMb: number): Refusal | null {
  if (size === 0) return new Refusal('file_empty')
  return size > limitMb * MEGABYTE ? new Refusal('file_too_large', { limitMb }) : null
}

'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FileChooser } from '@/components/import/file-chooser'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'

const MOST_BYTES = 8_000_000

type Input = { id: string; fileName: string; bytes: Uint8Array<ArrayBuffer> }

/** For which programme, and which file; leads to what was read in it. */
export function CandidateUpload({
  programmes,
  stage,
}: {
  programmes: readonly { id: string; name: string }[]
  stage: Action<Input, string>
}) {
  const t = useTranslations('candidate')
  const router = useRouter()
  const command = useCommand()
  const [id, setId] = useState('')
  const [isAsked, setIsAsked] = useState(false)

  const send = async (file: File | undefined) => {
    if (!file) return
    setIsAsked(true)
    if (id === '') return
    if (file.size > MOST_BYTES) return command.setTrouble(t('import.tooLarge', { size: MOST_BYTES / 1_000_000 }))
    const bytes = new Uint8Array(await file.arrayBuffer())
    await command.run(
      () => stage({ id, fileName: file.name.slice(-200), bytes }),
      (run) => router.push(`/cat/peserta/impor/${run}` as Parameters<typeof router.push>[0]),
    )
  }
  return (
    <div className="grid gap-4">
      <Notice live>{command.trouble}</Notice>
      <Field
        label={t('programme')}
        hint={t('import.programmeHint')}
        error={isAsked && id === '' && t('import.programmeMissing')}
      >
        <select value={id} onChange={(event) => setId(event.target.value)} className="max-w-xl">
          <option value="">{t('pick')}</option>
          {programmes.map((programme) => (
            <option key={programme.id} value={programme.id}>
              {programme.name}
            </option>
          ))}
        </select>
      </Field>
      {command.isBusy ? (
        <Progress label={t('import.reading')} />
      ) : (
        <FileChooser
          label={t('import.chooseFile')}
          hint={t('import.limits', { size: MOST_BYTES / 1_000_000 })}
          onFiles={([file]) => void send(file)}
        />
      )}
    </div>
  )
}

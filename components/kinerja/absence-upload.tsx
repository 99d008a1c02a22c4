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

const MOST_MEGABYTES = 4
const LEAST_GROUND = 5

/** Which file, and where its days are seen; leads to what was read in it. Needs the messages of `import`. */
export function AbsenceUpload({
  stage,
}: {
  stage: Action<{ fileName: string; ground: string; bytes: Uint8Array<ArrayBuffer> }, string>
}) {
  const t = useTranslations('consequence.absence')
  const router = useRouter()
  const command = useCommand()
  const [ground, setGround] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const isShort = ground.trim().length < LEAST_GROUND
  const send = async (file: File | undefined) => {
    if (!file) return
    setIsAsked(true)
    if (isShort) return
    if (file.size > MOST_MEGABYTES * 1_000_000) return command.setTrouble(t('file.tooLarge', { size: MOST_MEGABYTES }))
    const bytes = new Uint8Array(await file.arrayBuffer())
    await command.run(
      () => stage({ fileName: file.name.slice(-200), ground, bytes }),
      (id) => router.push(`/kinerja/tindak-lanjut/impor/${id}` as Parameters<typeof router.push>[0]),
    )
  }
  return (
    <div className="grid gap-4">
      <Notice live>{command.trouble}</Notice>
      <Field label={t('file.ground')} hint={t('groundHint')} error={isAsked && isShort && t('file.groundMissing')}>
        <input autoComplete="off" value={ground} onChange={(event) => setGround(event.target.value)} />
      </Field>
      {command.isBusy ? (
        <Progress label={t('file.reading')} />
      ) : (
        <FileChooser
          variant="secondary"
          label={t('file.choose')}
          hint={t('file.limits', { size: MOST_MEGABYTES })}
          onFiles={([file]) => void send(file)}
        />
      )}
    </div>
  )
}

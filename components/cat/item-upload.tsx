'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { FileChooser } from '@/components/import/file-chooser'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { useCommand } from '@/components/ui/use-command'
import { BANK_PATH } from '@/lib/cat/item-filter'
import type { Action } from '@/lib/refusal'

const MOST_BYTES = 8_000_000

/** Sends a file of items and leads to what was read in it. */
export function ItemUpload({ stage }: { stage: Action<{ fileName: string; bytes: Uint8Array<ArrayBuffer> }, string> }) {
  const t = useTranslations('bank.import')
  const router = useRouter()
  const command = useCommand()

  const send = async (file: File | undefined) => {
    if (!file) return
    if (file.size > MOST_BYTES) return command.setTrouble(t('tooLarge', { size: MOST_BYTES / 1_000_000 }))
    const bytes = new Uint8Array(await file.arrayBuffer())
    await command.run(
      () => stage({ fileName: file.name.slice(-200), bytes }),
      (id) => router.push(`${BANK_PATH}/impor/${id}` as Parameters<typeof router.push>[0]),
    )
  }

  return (
    <div className="grid gap-4">
      <Notice live>{command.trouble}</Notice>
      {command.isBusy ? (
        <Progress label={t('reading')} />
      ) : (
        <FileChooser
          label={t('chooseFile')}
          hint={t('limits', { size: MOST_BYTES / 1_000_000 })}
          accept=".zip,.xml,.txt,.xlsx"
          onFile={(file) => void send(file)}
        />
      )}
    </div>
  )
}

'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FileChooser } from '@/components/import/file-chooser'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { useCommand } from '@/components/ui/use-command'
import { BANK_PATH } from '@/lib/cat/item-filter'
import type { Action } from '@/lib/refusal'

const MOST_BYTES = 8_000_000

/** Sends a file of items and leads to what was read in it. */
export function ItemUpload({
  stage,
}: {
  stage: Action<{ fileName: string; bytes: Uint8Array<ArrayBuffer>; passphrase: string }, string>
}) {
  const t = useTranslations('bank.import')
  const router = useRouter()
  const command = useCommand()

  const [locked, setLocked] = useState<File>()

  const choose = (file: File | undefined) => (/\.age$/i.test(file?.name ?? '') ? setLocked(file) : send(file))

  const send = async (file: File | undefined, passphrase = '') => {
    if (!file) return
    if (file.size > MOST_BYTES) return command.setTrouble(t('tooLarge', { size: MOST_BYTES / 1_000_000 }))
    const bytes = new Uint8Array(await file.arrayBuffer())
    await command.run(
      () => stage({ fileName: file.name.slice(-200), bytes, passphrase }),
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
          accept=".zip,.xml,.txt,.gift,.xlsx,.age"
          onFiles={([file]) => void choose(file)}
        />
      )}
      {locked && !command.isBusy && (
        <form
          action={(form) => void send(locked, String(form.get('sandi') ?? ''))}
          className="flex flex-wrap items-end gap-3"
        >
          <label className="min-w-0 grow text-sm font-semibold">
            {t('passphrase', { name: locked.name })}
            <input name="sandi" required autoComplete="off" maxLength={200} className="mt-1 font-normal" />
          </label>
          <Button type="submit">{t('open')}</Button>
        </form>
      )}
    </div>
  )
}

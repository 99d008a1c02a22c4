'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { useCommand } from '@/components/ui/use-command'
import type { ItemFilter } from '@/lib/cat/item-filter'
import type { Action } from '@/lib/refusal'

type Wish = Omit<ItemFilter, 'typed'> & { format: 'qti' | 'xlsx' }
type Taken = { fileName: string; bytes: Uint8Array<ArrayBuffer>; passphrase: string }

/** Takes the items of the view out as an encrypted file, and tells its passphrase once. */
export function ItemExport({ filter, action }: { filter: Omit<ItemFilter, 'typed'>; action: Action<Wish, Taken> }) {
  const t = useTranslations('bank.export')
  const { run, isBusy, trouble } = useCommand()
  const [passphrase, setPassphrase] = useState('')
  const take = (format: Wish['format']) =>
    run(
      () => action({ ...filter, format }),
      (taken) => {
        keepFile(taken)
        setPassphrase(taken.passphrase)
      },
    )
  return (
    <>
      {(['qti', 'xlsx'] as const).map((format) => (
        <Button key={format} busy={isBusy} icon={<Icon name="download" />} onClick={() => void take(format)}>
          {t(format)}
        </Button>
      ))}
      {trouble && (
        <p role="alert" className="text-sm text-danger">
          {trouble}
        </p>
      )}
      <Dialog
        isOpen={passphrase !== ''}
        onClose={() => setPassphrase('')}
        title={t('passphrase')}
        closeLabel={t('close')}
        footer={<Button onClick={() => setPassphrase('')}>{t('noted')}</Button>}
      >
        <div className="grid gap-3 text-sm">
          <p>
            <CopyButton
              value={passphrase}
              label={t('copy')}
              copied={t('copied')}
              icon={<Icon name="copy" className="size-4" />}
            >
              <code className="break-all text-base">{passphrase}</code>
            </CopyButton>
          </p>
          <p className="text-muted">{t('once')}</p>
          <p className="text-muted">{t('marked')}</p>
        </div>
      </Dialog>
    </>
  )
}

function keepFile({ fileName, bytes }: Taken): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SkipList } from '@/components/sapk/skip-list'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useCommand } from '@/components/ui/use-command'
import { dataWord } from '@/lib/i18n/data-word'
import type { Result } from '@/lib/refusal'
import type { BulkPreview } from '@/lib/sapk/bulk-command'

/** A command for a whole list: first what it will do and whom it leaves out, then it starts in the background. */
export function WholeCommand({
  name,
  variant,
  load,
  run,
  onDone,
}: {
  /** The command, as `bulk.<name>` says it. */
  name: string
  variant: 'primary' | 'secondary'
  load: () => Promise<Result<BulkPreview>>
  run: () => Promise<Result<unknown>>
  onDone: () => void
}) {
  const t = useTranslations('bulk')
  const { run: command, isBusy, trouble } = useCommand()
  const [preview, setPreview] = useState<BulkPreview | null>(null)

  const close = () => setPreview(null)
  const confirm = () =>
    command(run, () => {
      close()
      onDone()
    })
  return (
    <>
      <Button variant={variant} busy={isBusy && preview === null} onClick={() => command(load, setPreview)}>
        {dataWord(t, `whole.${name}`)}
      </Button>
      {trouble && preview === null && (
        <p role="alert" className="text-danger">
          {trouble}
        </p>
      )}
      <Dialog
        isOpen={preview !== null}
        onClose={close}
        title={dataWord(t, `whole.${name}`)}
        closeLabel={t('cancel')}
        footer={
          <>
            <Button onClick={close}>{t('cancel')}</Button>
            <Button variant="primary" busy={isBusy} disabled={preview?.taken === 0} onClick={confirm}>
              {dataWord(t, `confirm.${name}`, { count: preview?.taken ?? 0 })}
            </Button>
          </>
        }
      >
        {preview && (
          <div className="grid gap-3 text-sm">
            <p>{t('effect', { total: preview.total, taken: preview.taken, skipped: preview.total - preview.taken })}</p>
            <SkipList skipped={preview.skipped} />
            <p className="text-muted">{t('background')}</p>
            <p role="alert" className="font-semibold text-danger empty:hidden">
              {trouble}
            </p>
          </div>
        )}
      </Dialog>
    </>
  )
}

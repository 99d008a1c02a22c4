'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { Popover } from '@/components/ui/popover'
import { useCommand } from '@/components/ui/use-command'
import { type ExportFormat, exportFormats, MOST_AT_ONCE } from '@/lib/list-source'
import type { Action } from '@/lib/refusal'
import { addressWith } from '@/lib/search-parameters'

/**
 * Unduh: the view as a workbook or as CSV. A long list is written in the background; its file waits among one's
 * downloads.
 */
export function ListDownload({
  path,
  query,
  total,
  order,
  isPrinted = false,
}: {
  /** Where a short list is answered at once. */
  path: string
  query: Record<string, string>
  total: number
  order: Action<{ format: ExportFormat; query: Record<string, string> }>
  /** A short list comes as PDF too. */
  isPrinted?: boolean
}) {
  const t = useTranslations('lists.download')
  const router = useRouter()
  const { run, isBusy, trouble } = useCommand()
  const isLong = total > MOST_AT_ONCE
  const start = (format: ExportFormat) =>
    run(
      () => order({ format, query }),
      () => router.push('/unduhan' as Route),
    )
  return (
    <Popover
      look={`${buttonClass()} max-md:w-full`}
      width="md:w-72"
      label={
        <>
          <Icon name="download" className="size-4" />
          {t('title')}
        </>
      }
    >
      <p className="text-muted">{t(isLong ? 'long' : 'short', { total })}</p>
      <div className="grid gap-2">
        {exportFormats.map((format) =>
          isLong ? (
            <Button key={format} busy={isBusy} onClick={() => start(format)}>
              {t(format)}
            </Button>
          ) : (
            <a key={format} href={addressWith(path, { ...query, format })} download className={buttonClass()}>
              {t(format)}
            </a>
          ),
        )}
        {isPrinted && !isLong && (
          <a href={addressWith(path, { ...query, format: 'pdf' })} download className={buttonClass()}>
            {t('pdf')}
          </a>
        )}
      </div>
      {trouble && (
        <p role="alert" className="text-danger">
          {trouble}
        </p>
      )}
      <AppLink href="/unduhan" className="inline-flex min-h-11 items-center md:min-h-8">
        {t('mine')}
      </AppLink>
    </Popover>
  )
}

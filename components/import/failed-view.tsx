import { useLocale, useTranslations } from 'next-intl'
import { ImportHeader } from '@/components/import/import-frame'
import { DiscardButton, RunButton } from '@/components/import/run-button'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import type { ImportRun } from '@/lib/import/run'
import type { Action, Facts } from '@/lib/refusal'

/** A file that could not be checked, and why. */
export function FailedView({
  run,
  check,
  discard,
}: {
  run: ImportRun
  check: Action<{ id: string }>
  discard: Action<{ id: string }>
}) {
  const t = useTranslations('import')
  const failures = useTranslations('refusals')
  const locale = localeFrom(useLocale())
  return (
    <>
      <ImportHeader step="check" subtitle={<b className="text-text">{run.fileName}</b>} />
      <Notice title={t('failed.title')}>
        {failures(
          (run.failure ?? 'import.step_failed') as 'import.busy',
          readableFacts((run.failureFacts ?? {}) as Facts, locale),
        )}
      </Notice>
      <div className="mt-4 flex flex-wrap gap-2">
        <ClientMessages>
          <RunButton id={run.id} variant="primary" label={t('apply.recheck')} action={check} />
        </ClientMessages>
        <ButtonLink href="/impor">{t('failed.upload')}</ButtonLink>
        <ClientMessages namespaces={['import']}>
          <DiscardButton id={run.id} fileName={run.fileName} action={discard} />
        </ClientMessages>
      </div>
    </>
  )
}

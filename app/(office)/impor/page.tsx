import { getTranslations } from 'next-intl/server'
import { ImportHeader } from '@/components/import/import-frame'
import { type ListedRun, RunList } from '@/components/import/run-list'
import { UploadForm } from '@/components/import/upload-form'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { requireActor } from '@/lib/auth/session.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { PIECE_BYTES } from '@/lib/import/inputs'
import { MAX_DATA_ROWS, MAX_FILE_BYTES } from '@/lib/import/run'
import { listRuns } from '@/lib/import/run-pages.server'
import { appendImportAction, discardImportAction, receiveImportAction, startImportAction } from './actions'

export async function generateMetadata() {
  const t = await getTranslations('import')
  return { title: t('title') }
}

/** The first step of an import, and what was imported before. */
export default async function Page() {
  const actor = await requireActor('import.manage')
  const t = await getTranslations('import')
  const runs = await listRuns({ actor, now: new Date() })
  return (
    <>
      <ImportHeader step="upload" subtitle={t('upload.lead')} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_288px]">
        <Card title={t('upload.new')}>
          <ClientMessages namespaces={['import']}>
            <UploadForm
              actions={{
                start: startImportAction,
                append: appendImportAction,
                receive: receiveImportAction,
                discard: discardImportAction,
              }}
              pieceBytes={PIECE_BYTES}
              maxBytes={MAX_FILE_BYTES}
              limits={t('upload.limits', { size: MAX_FILE_BYTES / 1_000_000, rows: MAX_DATA_ROWS })}
            />
          </ClientMessages>
        </Card>
        <Card>
          <a href="/api/impor/templat" className="flex min-h-11 items-center gap-2 font-semibold">
            <Icon name="download" />
            {t('upload.template')}
          </a>
          <p className="text-sm text-muted">{t('upload.templateHint')}</p>
        </Card>
      </div>
      <Card title={t('runs.title')} flush className="mt-6">
        <RunList runs={runs as ListedRun[]} />
      </Card>
    </>
  )
}

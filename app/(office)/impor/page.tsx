import { getTranslations } from 'next-intl/server'
import { ImportHeader } from '@/components/import/import-frame'
import { ImportStart } from '@/components/import/import-start'
import { type ListedRun, RunList } from '@/components/import/run-list'
import { UploadForm } from '@/components/import/upload-form'
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
      <ImportStart
        title={t('upload.new')}
        template={{ href: '/api/impor/templat', hint: t('upload.templateHint') }}
        before={<RunList runs={runs as ListedRun[]} />}
      >
        <ClientMessages namespaces={['import', 'upload']}>
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
      </ImportStart>
    </>
  )
}

import { getTranslations } from 'next-intl/server'
import { ItemUpload } from '@/components/cat/item-upload'
import { StagedFiles } from '@/components/cat/staged-files'
import { ImportStart } from '@/components/import/import-start'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { BANK_PATH } from '@/lib/cat/item-filter'
import { listStaged } from '@/lib/cat/item-import.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { stageItemsAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('bank.import'))('title') }
}

/** A file of items is chosen and read; what is in it is shown before anything comes into the bank. */
export default async function Page() {
  const actor = await requireActor('item.import')
  const t = await getTranslations('bank')
  const files = await listStaged({ actor, now: new Date() })
  return (
    <>
      <PageHeader
        title={t('import.title')}
        subtitle={t('import.lead')}
        crumbs={[{ label: t('title'), href: BANK_PATH }, { label: t('import.title') }]}
      />
      <ImportStart
        title={t('import.choose')}
        template={{ href: '/api/bank-soal/templat', label: t('import.template'), hint: t('import.templateHint') }}
        before={<StagedFiles path={`${BANK_PATH}/impor`} files={files} />}
      >
        <ClientMessages namespaces={['bank', 'import']}>
          <ItemUpload stage={stageItemsAction} />
        </ClientMessages>
      </ImportStart>
    </>
  )
}

import { getLocale, getTranslations } from 'next-intl/server'
import { ItemUpload } from '@/components/cat/item-upload'
import { StagedFiles } from '@/components/cat/staged-files'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { BANK_PATH } from '@/lib/cat/item-filter'
import { listStaged } from '@/lib/cat/item-import.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { stageItemsAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('bank.import'))('title') }
}

/** A file of items is chosen and read; what is in it is shown before anything comes into the bank. */
export default async function Page() {
  const actor = await requireActor('item.import')
  const t = await getTranslations('bank')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const files = await listStaged({ actor, now: new Date() })
  return (
    <>
      <PageHeader
        title={t('import.title')}
        subtitle={t('import.lead')}
        crumbs={[{ label: t('title'), href: BANK_PATH }, { label: t('import.title') }]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_288px]">
        <Card title={t('import.choose')}>
          <ClientMessages namespaces={['bank', 'import']}>
            <ItemUpload stage={stageItemsAction} />
          </ClientMessages>
        </Card>
        <Card>
          <a href="/api/bank-soal/templat" className="flex min-h-11 items-center gap-2 font-semibold">
            <Icon name="download" />
            {t('import.template')}
          </a>
          <p className="text-sm text-muted">{t('import.templateHint')}</p>
        </Card>
      </div>
      <StagedFiles
        title={t('import.before')}
        none={t('import.noneBefore')}
        files={files.map(({ id, fileName, createdAt, appliedAt }) => ({
          href: `${BANK_PATH}/impor/${id}`,
          fileName,
          at: formatInstant(createdAt, locale, zone),
          state: t(appliedAt ? 'import.applied' : 'import.waiting'),
        }))}
      />
    </>
  )
}

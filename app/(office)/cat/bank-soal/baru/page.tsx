import { getTranslations } from 'next-intl/server'
import { ItemForm } from '@/components/cat/item-form'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { BANK_PATH } from '@/lib/cat/item-filter'
import { emptyForm } from '@/lib/cat/item-form'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { saveItemAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('bank'))('new') }
}

export default async function Page() {
  await requireActor('item.write')
  const t = await getTranslations('bank')
  return (
    <>
      <PageHeader title={t('new')} crumbs={[{ label: t('title'), href: BANK_PATH }, { label: t('new') }]} />
      <ClientMessages namespaces={['bank']}>
        <ItemForm defaults={emptyForm('')} save={saveItemAction} />
      </ClientMessages>
    </>
  )
}

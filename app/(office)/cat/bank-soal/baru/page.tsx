import { getTranslations } from 'next-intl/server'
import { ItemForm } from '@/components/cat/item-form'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { listBankSections } from '@/lib/cat/bank-section.server'
import { BANK_PATH } from '@/lib/cat/item-filter'
import { emptyForm } from '@/lib/cat/item-form'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { saveItemAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('bank'))('new') }
}

export default async function Page() {
  const actor = await requireActor('item.write')
  const bank = await listBankSections({ actor, now: new Date() })
  const t = await getTranslations('bank')
  return (
    <>
      <PageHeader title={t('new')} crumbs={[{ label: t('title'), href: BANK_PATH }, { label: t('new') }]} />
      <ClientMessages namespaces={['bank']}>
        <ItemForm defaults={emptyForm('')} bank={bank} save={saveItemAction} />
      </ClientMessages>
    </>
  )
}

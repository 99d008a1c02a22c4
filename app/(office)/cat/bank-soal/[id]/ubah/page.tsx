import { getTranslations } from 'next-intl/server'
import { ItemForm } from '@/components/cat/item-form'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { listBankSections } from '@/lib/cat/bank-section.server'
import { BANK_PATH } from '@/lib/cat/item-filter'
import { formOfItem } from '@/lib/cat/item-form'
import { itemFlow } from '@/lib/cat/item-state'
import { findItem } from '@/lib/cat/items-read.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { isUuid } from '@/lib/uuid'
import { takes } from '@/lib/workflow'
import { saveItemAction } from '../../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('bank.form'))('edit') }
}

/** Another version of an item; the one before stays with the papers that were made of it. */
export default async function Page({ params }: PageProps<'/cat/bank-soal/[id]/ubah'>) {
  const actor = await requireActor('item.write')
  const { id } = await params
  const context = { actor, now: new Date() }
  const found = isUuid(id) ? await findItem(context, id) : undefined
  if (!found) return answerNotFound(actor, 'item.write', id)
  const { row, version } = found
  const bank = await listBankSections(context)
  const t = await getTranslations('bank')
  return (
    <>
      <PageHeader
        title={t('form.edit')}
        crumbs={[
          { label: t('title'), href: BANK_PATH },
          { label: row.code, href: `${BANK_PATH}/${id}` },
          { label: t('form.edit') },
        ]}
      />
      {row.state !== 'draft' && (
        <div className="mb-6">
          <Notice tone="warning">{t(`form.from.${row.state}`)}</Notice>
        </div>
      )}
      {takes(itemFlow, row.state, 'write') && (
        <ClientMessages namespaces={['bank']}>
          <ItemForm
            defaults={formOfItem(
              { ...version, code: row.code, section: row.section, aspect: row.aspect },
              id,
              row.version,
            )}
            bank={bank}
            save={saveItemAction}
          />
        </ClientMessages>
      )}
    </>
  )
}

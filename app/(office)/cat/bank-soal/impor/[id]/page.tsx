import { getTranslations } from 'next-intl/server'
import { ApplyItems } from '@/components/cat/apply-items'
import { CheckedItems } from '@/components/cat/checked-items'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { isCell } from '@/lib/cat/bank-section'
import { BANK_PATH } from '@/lib/cat/item-filter'
import { comesIn, isWhole } from '@/lib/cat/item-import'
import { findStaged } from '@/lib/cat/item-import.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { isUuid } from '@/lib/uuid'
import { applyItemsAction } from '../../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('bank.import'))('check') }
}

/** What a file holds, item by item, with what is wrong and how to mend it. Nothing of it is in the bank yet. */
export default async function Page({ params }: PageProps<'/cat/bank-soal/impor/[id]'>) {
  const actor = await requireActor('item.import')
  const { id } = await params
  const staged = isUuid(id) ? await findStaged({ actor, now: new Date() }, id) : undefined
  if (!staged) return answerNotFound(actor, 'item.import', id)
  const t = await getTranslations('bank')
  const incoming = staged.items.filter(comesIn)
  const whole = incoming.filter(isWhole)
  return (
    <>
      <PageHeader
        title={staged.fileName}
        subtitle={
          staged.appliedAt
            ? undefined
            : t('import.counts', {
                fresh: incoming.filter(({ effect }) => effect === 'new').length,
                changed: incoming.filter(({ effect }) => effect === 'changed').length,
                same: staged.items.filter(({ effect }) => effect === 'same').length,
                faulty: incoming.length - whole.length,
              })
        }
        crumbs={[
          { label: t('title'), href: BANK_PATH },
          { label: t('import.title'), href: `${BANK_PATH}/impor` },
          { label: t('import.check') },
        ]}
      />
      {staged.appliedAt ? (
        <Notice tone="success">{t('import.appliedNote')}</Notice>
      ) : (
        <Card title={t('import.apply')}>
          <ClientMessages namespaces={['bank']}>
            <ApplyItems
              id={id}
              whole={whole.length}
              all={incoming.length}
              needsCell={incoming.some((item) => !isCell(staged.bank, item))}
              bank={staged.bank}
              apply={applyItemsAction}
            />
          </ClientMessages>
        </Card>
      )}
      <div className="mt-6">
        <CheckedItems items={staged.items} />
      </div>
    </>
  )
}

import { getTranslations } from 'next-intl/server'
import { CoverageTable } from '@/components/cat/coverage-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { requireActor } from '@/lib/auth/session.server'
import { BANK_PATH } from '@/lib/cat/item-filter'
import { bankCoverage } from '@/lib/cat/items-read.server'

export async function generateMetadata() {
  return { title: (await getTranslations('bank.coverage'))('title') }
}

/** What each programme needs of every aspect, and what the bank has approved. */
export default async function Page() {
  const actor = await requireActor('item.read')
  const t = await getTranslations('bank')
  const programmes = await bankCoverage({ actor, now: new Date() })
  return (
    <>
      <PageHeader
        title={t('coverage.title')}
        subtitle={t('coverage.subtitle')}
        crumbs={[{ label: t('title'), href: BANK_PATH }, { label: t('coverage.title') }]}
      />
      {programmes.length === 0 && <EmptyState title={t('coverage.none')} />}
      <div className="grid gap-6">
        {programmes.map(({ code, name, cells, isMet }) => (
          <Card
            key={code}
            title={name}
            flush
            action={
              <Tag tone={isMet ? 'success' : 'warning'} icon={isMet ? 'check' : 'triangle-alert'}>
                {t(isMet ? 'coverage.enough' : 'coverage.short')}
              </Tag>
            }
          >
            <CoverageTable caption={t('coverage.caption', { name })} cells={cells} />
          </Card>
        ))}
      </div>
    </>
  )
}

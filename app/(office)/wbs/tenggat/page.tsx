import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { DayRules } from '@/components/wbs/desk/day-rules'
import { requireActor } from '@/lib/auth/session.server'
import { civilDateIn } from '@/lib/civil-date'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { DAY_KINDS } from '@/lib/wbs/day-rules'
import { readDayRules } from '@/lib/wbs/day-rules.server'
import { confirmDaysAction, dropDaysAction, proposeDaysAction, withdrawDaysAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.days'))('title') }
}

/** How long each step may take and how long reports are kept, for everybody inside; two people change it. */
export default async function Page() {
  const actor = await requireActor('wbs.handle')
  const today = civilDateIn('Asia/Jakarta', new Date())
  const known = await readDayRules(actor.accountId, today)
  const [t, inbox] = [await getTranslations('desk.days'), await getTranslations('desk.inbox')]
  const actions = {
    ...{ propose: proposeDaysAction, confirm: confirmDaysAction },
    ...{ drop: dropDaysAction, withdraw: withdrawDaysAction },
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={known && t('subtitle')}
        crumbs={[{ label: inbox('title'), href: '/wbs' }, { label: t('title') }]}
      />
      {!known && <EmptyState title={t('nobody')}>{t('nobodyHint')}</EmptyState>}
      {known && (
        <ClientMessages namespaces={['desk']}>
          <div className="grid gap-6">
            {DAY_KINDS.map((kind) => (
              <DayRules
                key={kind}
                kind={kind}
                rules={known.rules.filter((rule) => rule.kind === kind)}
                actions={known.mayChange ? actions : null}
                today={today}
              />
            ))}
          </div>
        </ClientMessages>
      )}
    </>
  )
}

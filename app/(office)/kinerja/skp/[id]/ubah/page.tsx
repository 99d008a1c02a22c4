import { getTranslations } from 'next-intl/server'
import { PlanForm } from '@/components/kinerja/plan-form'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { yearOf } from '@/lib/civil-date'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { formOfPlan } from '@/lib/kinerja/plan-lines'
import { findPlan, leadingOf } from '@/lib/kinerja/plans-read.server'
import { isUuid } from '@/lib/uuid'
import { savePlanAction } from '../../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('skp.form'))('title') }
}

/** A draft of one's own, to write on. */
export default async function Page({ params }: PageProps<'/kinerja/skp/[id]/ubah'>) {
  const actor = await requireActor('plan.edit')
  const { id } = await params
  const context = { actor, now: new Date() }
  const plan = isUuid(id) ? await findPlan(context, id) : undefined
  if (plan?.employeeId !== actor.employeeId) return answerNotFound(actor, 'plan.edit', id)
  const t = await getTranslations('skp')
  const leading = await leadingOf(context, plan)
  return (
    <>
      <PageHeader
        title={t('form.title')}
        subtitle={t('form.subtitle', { appraiser: plan.people.appraiser.name })}
        crumbs={[
          { label: t('title'), href: '/kinerja/skp' },
          { label: t('titleOf', { year: yearOf(plan.startsOn), name: '' }), href: `/kinerja/skp/${id}` },
          { label: t('form.title') },
        ]}
      />
      {plan.state === 'draft' ? (
        <ClientMessages namespaces={['skp']}>
          <PlanForm
            defaults={formOfPlan({ ...plan, items: plan.items.map((item) => linked(item, leading)) })}
            isOfResults={plan.model !== null}
            leading={leading}
            save={savePlanAction}
          />
        </ClientMessages>
      ) : (
        <Notice tone="info">{t('form.closed')}</Notice>
      )}
    </>
  )
}

/** A link to a result that is offered no more stands in its words. */
function linked<Item extends { leaderItemId: string | null }>(item: Item, leading: readonly { id: string }[]): Item {
  return leading.some(({ id }) => id === item.leaderItemId) ? item : { ...item, leaderItemId: null }
}

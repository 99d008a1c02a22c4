import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ProposalDecision } from '@/components/cat/proposal-decision'
import { ResultChanges } from '@/components/cat/result-changes'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { listSettlements } from '@/lib/cat/settlement.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { approveSettlementAction, declineSettlementAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('results.settlement'))('listTitle') }
}

/** What agencies change after the objections, for the national committee to approve: what waits first. */
export default async function Page() {
  const actor = await requireActor('exam.decide_settlement')
  const t = await getTranslations('results')
  const locale = localeFrom(await getLocale())
  const asked = await listSettlements({ actor, now: new Date() })
  const at = (instant: Date) => formatInstant(instant, locale, 'Asia/Jakarta')
  const programmes = await getTranslations('programme')
  return (
    <ClientMessages namespaces={['results', 'exam']}>
      <PageHeader
        title={t('settlement.listTitle')}
        subtitle={t('settlement.listText')}
        crumbs={[{ label: programmes('title'), href: '/cat/program' }]}
      />
      <div className="grid gap-4">
        {asked.length === 0 && (
          <EmptyState icon="badge-check" title={t('settlement.none')}>
            {t('settlement.noneText')}
          </EmptyState>
        )}
        {asked.map((each) => (
          <Card key={each.id} title={`${each.agency} · ${each.programme} · ${t(`stage.${each.stage}`)}`}>
            <div className="grid gap-3 text-sm">
              <p className="break-words">
                {t('settlement.asked', { reason: each.reason, name: each.by, at: at(each.at) })}
              </p>
              <p>{t('settlement.accepted', { count: each.objections.length, numbers: each.objections.join(', ') })}</p>
              <ResultChanges changes={each.changes} />
              {each.decidedAt ? (
                <p className="break-words font-semibold">
                  {each.declineReason === null
                    ? t('settlement.approved', { name: each.decider ?? '', at: at(each.decidedAt) })
                    : t('settlement.declined', {
                        name: each.decider ?? '',
                        at: at(each.decidedAt),
                        reason: each.declineReason,
                      })}
                </p>
              ) : (
                <ProposalDecision
                  id={each.id}
                  words={{
                    agree: t('settlement.approve'),
                    title: t('settlement.approveTitle', { agency: each.agency }),
                    text: t('settlement.approveText', { count: each.changes.length }),
                    decline: t('settlement.decline'),
                    cancel: t('settlement.cancel'),
                  }}
                  agree={approveSettlementAction}
                  decline={declineSettlementAction}
                />
              )}
            </div>
          </Card>
        ))}
      </div>
    </ClientMessages>
  )
}

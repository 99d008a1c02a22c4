import { getTranslations } from 'next-intl/server'
import { HistoryForm } from '@/components/registry/history-form'
import { WithdrawButton } from '@/components/registry/withdraw-button'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { recordOpening } from '@/lib/audit.server'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { ownsFile } from '@/lib/registry/employee-scope.server'
import { findEmployee } from '@/lib/registry/employees.server'
import { findHistoryRow } from '@/lib/registry/histories.server'
import { HISTORY_KINDS, HISTORY_SLUGS } from '@/lib/registry/history'
import { controlFieldsOf, typedValues } from '@/lib/registry/history-fields'
import { historyLists } from '@/lib/registry/history-lists.server'
import { withTitles } from '@/lib/registry/name'
import { textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import { addHistoryAction, correctHistoryAction, withdrawHistoryAction } from '../../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('registry.correct'))('title') }
}

/** One row of a person's history: corrected when the address names it, else added. */
export default async function Page({ params, searchParams }: PageProps<'/pegawai/[id]/riwayat/[jenis]'>) {
  const actor = await requireActor('history.correct')
  const context = { actor, now: new Date() }
  const { id, jenis } = await params
  const kind = HISTORY_KINDS.find((one) => HISTORY_SLUGS[one] === jenis)
  const employee = kind && isUuid(id) ? await findEmployee(context, id) : undefined
  if (!kind || !employee || !ownsFile(context, employee)) return answerNotFound(actor, 'history.correct', id)
  const rowId = textParameter((await searchParams).baris)
  const found = rowId && isUuid(rowId) ? await findHistoryRow(context, kind, id, rowId) : undefined
  if (rowId && !found) return answerNotFound(actor, 'history.correct', rowId)
  await recordOpening(context, 'employee.read', employee)
  const t = await getTranslations('registry')
  const backHref = `/pegawai/${id}?bagian=riwayat`
  const row = found?.row as (Record<string, unknown> & { id: string }) | undefined
  const isOpen = !found || (found.isStanding && found.row.source !== 'proposal')
  const lists = isOpen ? await historyLists(context, kind, { ...row, agencyId: employee.agencyId }) : {}
  return (
    <ClientMessages namespaces={['registry']}>
      <PageHeader
        title={t(row ? 'correct.titleOf' : 'correct.titleNew')}
        subtitle={row ? t('correct.subtitle') : t('correct.subtitleNew')}
        crumbs={[
          { label: t('list.title'), href: '/pegawai' },
          { label: withTitles(employee), href: backHref },
          { label: t(`history.${kind}`) },
        ]}
      />
      {isOpen ? (
        <>
          <HistoryForm
            kind={kind}
            fields={controlFieldsOf(kind)}
            lists={lists}
            backHref={backHref}
            action={row ? correctHistoryAction : addHistoryAction}
            defaults={{
              employeeId: id,
              kind,
              replacesId: row?.id ?? '',
              effectiveOn: found?.row.effectiveOn ?? '',
              decreeNumber: found?.row.decreeNumber ?? '',
              decreeOn: found?.row.decreeOn ?? null,
              decreeBy: found?.row.decreeBy ?? '',
              reason: '',
              values: typedValues(kind, row ?? null),
            }}
          />
          {row && (
            <section className="mt-8 grid max-w-160 justify-items-start gap-3 border-t border-line pt-4">
              <h2 className="text-base">{t('withdraw.heading')}</h2>
              <p className="text-sm text-muted">{t('withdraw.why')}</p>
              <WithdrawButton
                row={{ employeeId: id, kind, id: row.id }}
                action={withdrawHistoryAction}
                backHref={backHref}
              />
            </section>
          )}
        </>
      ) : found?.isStanding ? (
        <Notice tone="info" title={t('correct.fromDecree')}>
          {t('correct.fromDecreeWhy')}
        </Notice>
      ) : (
        <EmptyState title={t('correct.replaced')} action={<ButtonLink href={backHref}>{t('correct.back')}</ButtonLink>}>
          {t('correct.replacedWhy')}
        </EmptyState>
      )}
    </ClientMessages>
  )
}

import { getLocale, getTranslations } from 'next-intl/server'
import { CandidateView } from '@/components/cat/candidate-view'
import { ItemActions } from '@/components/cat/item-actions'
import { ItemExposureCard } from '@/components/cat/item-exposure-card'
import { ItemKeyTable } from '@/components/cat/item-key-table'
import { ItemNotes } from '@/components/cat/item-notes'
import { ItemStateTag } from '@/components/cat/item-state-tag'
import { ItemSteps } from '@/components/cat/item-steps'
import { Card } from '@/components/ui/card'
import { FindingsList } from '@/components/ui/findings-list'
import { FactStrip } from '@/components/ui/key-values'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { officeZone } from '@/lib/auth/office-zone.server'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { aspectWord } from '@/lib/cat/aspect-word'
import { listBankSections } from '@/lib/cat/bank-section.server'
import { itemExposure } from '@/lib/cat/item-exposure.server'
import { letter } from '@/lib/cat/item-file'
import { BANK_PATH } from '@/lib/cat/item-filter'
import { itemFindings, itemNotes } from '@/lib/cat/item-findings'
import { itemFlow } from '@/lib/cat/item-state'
import { findItem } from '@/lib/cat/items-read.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { isUuid } from '@/lib/uuid'
import { type FlowEvent, takes } from '@/lib/workflow'
import {
  approveItemAction,
  leakItemAction,
  restoreItemAction,
  retireItemAction,
  returnItemAction,
  submitItemAction,
} from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('bank'))('item') }
}

/** One item: as the candidate sees it, its key beside it, and its way so far. */
export default async function Page({ params }: PageProps<'/cat/bank-soal/[id]'>) {
  const actor = await requireActor('item.read')
  const { id } = await params
  const context = { actor, now: new Date() }
  const found = isUuid(id) ? await findItem(context, id) : undefined
  if (!found) return answerNotFound(actor, 'item.read', id)
  const { row, version, steps } = found
  const exposure = await itemExposure(context, id)
  const t = await getTranslations('bank')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const bank = await listBankSections(context)
  const item = { ...version, code: row.code, section: row.section, aspect: row.aspect }
  const findings = itemFindings(item, bank)
  const fixed = version.options.flatMap(({ isFixed }, index) => (isFixed ? [letter(index)] : []))
  const order = version.keepsOrder ? 'kept' : fixed.length > 0 ? 'fixed' : 'mixed'
  const isOwn = version.writtenBy === actor.accountId
  const mayStep = (step: FlowEvent<typeof itemFlow>) =>
    isAllowed(actor.role, `item.${step}`) && takes(itemFlow, row.state, step)
  const may = {
    edit: mayStep('write'),
    submit: mayStep('submit') && findings.every(({ met }) => met),
    review: mayStep('approve') && !isOwn,
    retire: mayStep('retire'),
    leak: mayStep('leak'),
    restore: mayStep('restore'),
  }
  return (
    <>
      <PageHeader
        title={row.code}
        crumbs={[{ label: t('title'), href: BANK_PATH }, { label: row.code }]}
        subtitle={`${row.section} · ${aspectWord(t, row.aspect)}`}
        actions={
          <ClientMessages namespaces={['bank', 'findings']}>
            <ItemActions
              item={{ id, version: row.version }}
              may={may}
              actions={{
                submit: submitItemAction,
                approve: approveItemAction,
                return: returnItemAction,
                retire: retireItemAction,
                leak: leakItemAction,
                restore: restoreItemAction,
              }}
            />
          </ClientMessages>
        }
      />
      <FactStrip
        items={[
          { label: t('stateLabel'), value: <ItemStateTag state={row.state} /> },
          { label: t('versionLabel'), value: String(version.number), note: t('source', { source: version.source }) },
          { label: t('writtenAt'), value: formatInstant(version.createdAt, locale, zone) },
          { label: t('nextLabel'), value: t(`next.${row.state}`) },
        ]}
      />
      {row.state === 'leaked' && exposure.toCome.length > 0 && (
        <div className="mb-6">
          <Notice tone="danger" title={t('leakedAhead', { count: exposure.toCome.length })}>
            {t('leakedAheadText')}
          </Notice>
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_384px]">
        <div className="grid min-w-0 gap-6">
          <Card title={t('asCandidate')} footer={t(`order.${order}`, { letters: fixed.join(', ') })}>
            <CandidateView item={version} />
          </Card>
          <ItemNotes notes={itemNotes(item, bank)} />
          {row.state === 'draft' && findings.some(({ met }) => !met) && (
            <Card title={t('beforeReview')} flush>
              <FindingsList findings={findings} caption={t('beforeReview')} />
            </Card>
          )}
        </div>
        <div className="grid min-w-0 gap-6">
          <Card title={t('keyTitle')} footer={t('keyNote')}>
            <ItemKeyTable options={version.options} points={version.key} explanation={version.explanation} />
          </Card>
          <ItemExposureCard exposure={exposure} locale={locale} />
          <Card title={t('history')}>
            <ItemSteps steps={steps} locale={locale} zone={zone} />
          </Card>
        </div>
      </div>
    </>
  )
}

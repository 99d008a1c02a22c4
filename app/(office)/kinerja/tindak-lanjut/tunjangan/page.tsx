import { getLocale, getTranslations } from 'next-intl/server'
import { AllowanceForm } from '@/components/kinerja/allowance-form'
import { AmountsForm } from '@/components/kinerja/amounts-form'
import { ConsequenceTabs } from '@/components/kinerja/consequence-tabs'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { addMonths, civilDateIn, firstOfNextMonth } from '@/lib/civil-date'
import { formatDate, formatRupiah } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { ALLOWANCE_MODELS } from '@/lib/kinerja/allowance-rule'
import { listAllowanceRules, listAmounts, type SavedRule } from '@/lib/kinerja/allowances.server'
import { monthWord } from '@/lib/kinerja/recap'
import { recapUnits } from '@/lib/kinerja/recap.server'
import { textParameters } from '@/lib/search-parameters'
import { previewAllowanceAction, saveAllowanceAction, saveAmountsAction } from '../actions'

const PATH = '/kinerja/tindak-lanjut/tunjangan'

export async function generateMetadata() {
  return { title: (await getTranslations('consequence'))('allowance.title') }
}

/** What the agency pays for performance: its rules with their days, the amounts of posts, and the effect on people. */
export default async function Page({ searchParams }: PageProps<'/kinerja/tindak-lanjut/tunjangan'>) {
  const actor = await requireActor('allowance.read')
  const context = { actor, now: new Date() }
  const t = await getTranslations('consequence.allowance')
  const locale = localeFrom(await getLocale())
  const today = civilDateIn(await officeZone(), context.now)
  const { dasar } = textParameters(await searchParams)
  const [rules, amounts, units] = await Promise.all([
    listAllowanceRules(context),
    listAmounts(context),
    recapUnits(context),
  ])
  const begun = rules.find(({ id }) => id === dasar)?.rule ?? MODELS.find(([name]) => name === dasar)?.[1]
  const rule = begun ?? rules[0]?.rule ?? ALLOWANCE_MODELS.bakamla
  const columns: Column<SavedRule>[] = [
    { key: 'name', header: t('name'), cell: ({ rule: { name, source } }) => <TwoLines sub={source}>{name}</TwoLines> },
    { key: 'kind', header: t('kind'), cell: ({ rule: { effect } }) => t(`kinds.${effect.kind}`) },
    {
      key: 'days',
      header: t('days'),
      cell: ({ rule: { validFrom, validTo } }) =>
        validTo
          ? t('fromTo', { from: formatDate(validFrom, 'short', locale), to: formatDate(validTo, 'short', locale) })
          : t('fromOn', { from: formatDate(validFrom, 'short', locale) }),
    },
    {
      key: 'open',
      header: t('open'),
      headerHidden: true,
      cell: ({ id }) => <AppLink href={`${PATH}?dasar=${id}#aturan`}>{t('open')}</AppLink>,
    },
  ]
  return (
    <ClientMessages namespaces={['consequence', 'working']}>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <ConsequenceTabs role={actor.role} current="allowance" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card title={t('rules')} flush>
          <Table
            caption={t('caption')}
            columns={columns}
            rows={rules}
            rowKey={({ id }) => id}
            empty={
              <EmptyState icon="inbox" title={t('noneTitle')}>
                {t('none')}
              </EmptyState>
            }
          />
        </Card>
        <div id="aturan" className="scroll-mt-20">
          <Card title={t('rule')}>
            <p className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
              <span className="text-muted">{t('beginFrom')}</span>
              {MODELS.map(([name, model]) => (
                <AppLink key={name} href={`${PATH}?dasar=${name}#aturan`}>
                  {model.name}
                </AppLink>
              ))}
            </p>
            <AllowanceForm
              key={dasar ?? 'baru'}
              rule={{ ...rule, validFrom: firstOfNextMonth(today), validTo: null }}
              effects={MODELS.map(([, { effect }]) => effect)}
              units={units}
              month={monthWord(addMonths(today, -1))}
              locale={locale}
              preview={previewAllowanceAction}
              save={saveAllowanceAction}
            />
          </Card>
        </div>
        <Card title={t('amounts')}>
          <AmountsForm startsOn={`${monthWord(today)}-01`} save={saveAmountsAction} />
          {amounts.length > 0 && (
            <ul className="mt-4 grid max-h-96 gap-1 overflow-y-auto border-line border-t pt-3 text-sm">
              {amounts.map(({ position, startsOn, amountRupiah }) => (
                <li key={`${position}${startsOn}`} className="flex flex-wrap justify-between gap-x-4">
                  <span>{position}</span>
                  <span className="num">
                    {t('amountFrom', {
                      amount: formatRupiah(amountRupiah, locale),
                      from: formatDate(startsOn, 'short', locale),
                    })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </ClientMessages>
  )
}

const MODELS = Object.entries(ALLOWANCE_MODELS)

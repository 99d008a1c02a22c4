import { getLocale, getTranslations } from 'next-intl/server'
import { ComparedSections } from '@/components/cat/compared-sections'
import { ItemExpertTable } from '@/components/cat/item-expert-table'
import { ReviewedItems } from '@/components/cat/reviewed-items'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { compareSessions } from '@/lib/cat/fairness.server'
import { BANK_PATH } from '@/lib/cat/item-filter'
import { ENOUGH_PEOPLE } from '@/lib/cat/item-review'
import { listSealedSessions, reviewSession, type SealedSession } from '@/lib/cat/item-review.server'
import { formatInstant, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { textParameters } from '@/lib/search-parameters'
import { siteZone } from '@/lib/zones-abroad'

export async function generateMetadata() {
  return { title: (await getTranslations('bank.analysis'))('title') }
}

/** What the answers of a sealed session say of its items: how difficult, how telling, and which options nobody takes. */
export default async function Page({ searchParams }: PageProps<'/cat/bank-soal/analisis'>) {
  const actor = await requireActor('item.analyse')
  const context = { actor, now: new Date() }
  const t = await getTranslations('bank.analysis')
  const bank = await getTranslations('bank')
  const locale = localeFrom(await getLocale())
  const sessions = await listSealedSessions(context)
  const { sesi, banding } = textParameters(await searchParams)
  const session = sessions.find(({ id }) => id === sesi) ?? sessions[0]
  const review = session && (await reviewSession(context, session.id))
  const others = sessions.filter(({ id, programme }) => id !== session?.id && programme === session?.programme)
  const other = others.find(({ id }) => id === banding)
  const compared = session && other && (await compareSessions(context, session.id, other.id))
  const nameOf = ({ programme, number, site, zone, startsAt }: SealedSession) =>
    t('session', { programme, number, site, at: formatInstant(startsAt, locale, siteZone(zone)) })
  const rounded = (value: number | null) => (value === null ? '–' : formatNumber(value, locale))
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        crumbs={[{ label: bank('title'), href: BANK_PATH }, { label: t('title') }]}
      />
      {!session || !review ? (
        <EmptyState icon="lock" title={t('none')}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <>
          <search className="mb-4">
            <form className="flex flex-wrap items-end gap-3">
              <label className="min-w-0 grow text-sm font-semibold">
                {t('pick')}
                <select name="sesi" defaultValue={session.id} className="mt-1 font-normal">
                  {sessions.map((each) => (
                    <option key={each.id} value={each.id}>
                      {nameOf(each)}
                    </option>
                  ))}
                </select>
              </label>
              {others.length > 0 && (
                <label className="min-w-0 grow text-sm font-semibold">
                  {t('compareWith')}
                  <select name="banding" defaultValue={other?.id ?? ''} className="mt-1 font-normal">
                    <option value="">{t('compareNone')}</option>
                    {others.map((each) => (
                      <option key={each.id} value={each.id}>
                        {nameOf(each)}
                      </option>
                    ))}
                  </select>
                </label>
              )}
              <Button type="submit">{t('show')}</Button>
            </form>
          </search>
          {review.people < ENOUGH_PEOPLE && (
            <div className="mb-6">
              <Notice tone="warning" title={t('few', { count: review.people })}>
                {t('fewText', { enough: ENOUGH_PEOPLE })}
              </Notice>
            </div>
          )}
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            {compared && (
              <Card title={bank('fairness.title')} flush footer={bank('fairness.text')}>
                <ComparedSections sections={compared} locale={locale} />
              </Card>
            )}
            {review.sections.map((section) => (
              <Card
                key={section.code}
                title={section.code}
                flush
                footer={t('ofSection', {
                  people: review.people,
                  reliability: rounded(section.reliability),
                  error: rounded(section.standardError),
                })}
              >
                <ReviewedItems
                  caption={t('caption', { section: section.code })}
                  items={section.items}
                  locale={locale}
                />
                <ItemExpertTable section={section} locale={locale} />
              </Card>
            ))}
          </div>
        </>
      )}
    </>
  )
}

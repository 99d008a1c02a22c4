import { useLocale, useTranslations } from 'next-intl'
import { use } from 'react'
import { DueDate } from '@/components/sapk/due-date'
import { ProposalTable } from '@/components/sapk/proposal-table'
import { BarChart } from '@/components/ui/bar-chart'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Figures } from '@/components/ui/figures'
import { Icon } from '@/components/ui/icon'
import { LevelLine } from '@/components/ui/level-line'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { officeZone } from '@/lib/auth/office-zone.server'
import { type CivilDate, daysBetween, isoWeekday } from '@/lib/civil-date'
import { formatDate, formatInstant, formatNumber } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { NOMINATIVE_PATH } from '@/lib/sapk/nominative-list'
import type { OfficerHomeData } from '@/lib/sapk/officer-home.server'

/** The mutation officer's day: how long the period still runs, what waits, what came back, what falls due. */
export function OfficerHome({ home, now }: { home: OfficerHomeData; now: Date }) {
  const t = useTranslations('nominative.home')
  const locale = localeFrom(useLocale())
  const zone = use(officeZone())
  const { queue, returned } = home
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('waiting', { count: queue.total, soon: home.dueSoon })}
        actions={
          <ButtonLink href="/sapk/usul?bagian=mine" variant="primary" icon={<Icon name="play" />}>
            {t('work')}
          </ButtonLink>
        }
      />
      {home.period && home.figures && (
        <PeriodCard period={home.period} figures={home.figures} others={home.otherPeriods} today={home.today} />
      )}
      <div className="mt-6 grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(288px,320px)]">
        <Card
          title={t('queue')}
          action={<AppLink href="/sapk/usul?bagian=mine">{t('see', { count: queue.total })}</AppLink>}
          footer={queue.total > 0 && t('queueFoot', { shown: queue.rows.length, total: queue.total })}
          flush
        >
          <ProposalTable
            rows={queue.rows}
            today={home.today}
            empty={<EmptyState title={t('queueEmpty')}>{t('queueEmptyHint')}</EmptyState>}
          />
        </Card>
        <div className="grid content-start gap-6">
          <Card
            title={t('returned')}
            action={<AppLink href="/sapk/usul?bagian=returned">{t('see', { count: returned.total })}</AppLink>}
            flush
          >
            {returned.rows.length === 0 && <p className="px-4 py-3 text-sm text-muted">{t('returnedEmpty')}</p>}
            <ul>
              {returned.rows.map((row) => (
                <li key={row.id} className="border-t border-line px-4 py-2.5 text-sm first:border-t-0">
                  <div className="flex gap-2">
                    <AppLink
                      href={`/sapk/usul/${row.id}`}
                      className="flex-1 font-semibold text-text no-underline hover:underline"
                    >
                      {row.name}
                    </AppLink>
                    <DueDate dueOn={row.dueOn} today={home.today} />
                  </div>
                  {row.reason && <p className="text-muted">{row.reason}</p>}
                </li>
              ))}
            </ul>
          </Card>
          <BarChart
            title={t('deadlines')}
            description={t('deadlinesOf', {
              list: home.days.map(({ day, total }) => `${formatDate(day, 'short', locale)}: ${total}`).join(', '),
            })}
            bars={home.days.map(({ day, total }, index) => ({
              key: day,
              label: String(Number(day.slice(8))),
              sublabel: dataWord(t, `weekday.${isoWeekday(day)}`),
              value: total,
              isToday: day === home.today,
              isMarked: daysBetween(home.today, day) <= 1,
              startsGroup: index > 0 && isoWeekday(day) === 1,
            }))}
            columns={{ label: t('day'), value: t('tasks') }}
            foot={t('chartFoot', { at: formatInstant(now, locale, zone) })}
          />
        </div>
      </div>
    </>
  )
}

function PeriodCard({
  period,
  figures,
  others,
  today,
}: {
  period: NonNullable<OfficerHomeData['period']>
  figures: NonNullable<OfficerHomeData['figures']>
  others: OfficerHomeData['otherPeriods']
  today: CivilDate
}) {
  const t = useTranslations('nominative.home')
  const locale = localeFrom(useLocale())
  const { effectiveOn, opensOn, closesOn, approvalTargetOn } = period
  const isOpen = opensOn <= today
  const short = (date: CivilDate) => formatDate(date, 'short', locale).replace(/ \d{4}$/, '')
  const long = (date: CivilDate) => formatDate(date, 'long', locale)
  const points = [
    { on: opensOn, date: short(opensOn), label: t('opens') },
    { on: closesOn, date: short(closesOn), label: t('closes'), isDeadline: true },
    { on: approvalTargetOn, date: short(approvalTargetOn), label: t('approval') },
    { on: effectiveOn, date: short(effectiveOn), label: t('effective') },
  ]
  const list = (query: string) => `${NOMINATIVE_PATH}?periode=${effectiveOn}&${query}`
  const proposals = (tab: string) => `/sapk/usul?bagian=${tab}&periode=${effectiveOn}`
  const figure = (key: keyof typeof figures, href: string) => ({
    label: t(`figure.${key}`),
    value: formatNumber(figures[key], locale),
    href,
  })
  return (
    <section aria-labelledby="periode" className="rounded-lg border border-line">
      <div className="md:flex">
        <div className="p-4 md:w-[212px] md:border-r md:border-line md:p-5">
          <h2 id="periode" className="font-body text-sm font-semibold tracking-normal">
            {t('period', { date: long(effectiveOn) })}
          </h2>
          <p className="mt-2 font-head text-3xl font-bold">
            {daysBetween(today, isOpen ? closesOn : opensOn)}
            <span className="ml-1.5 text-base font-semibold">{t('daysLeft')}</span>
          </p>
          <p className="text-sm text-muted">{t(isOpen ? 'untilClosing' : 'untilOpening')}</p>
          <p className="text-sm text-muted">{long(isOpen ? closesOn : opensOn)}</p>
        </div>
        <div className="flex-1 content-center p-4 max-md:pt-0 md:px-5">
          <LevelLine
            points={points}
            today={today < opensOn ? opensOn : today}
            todayLabel={t('today', { date: short(today) })}
            description={t('line', {
              opens: long(opensOn),
              today: long(today),
              closes: long(closesOn),
              approval: long(approvalTargetOn),
              effective: long(effectiveOn),
            })}
          />
        </div>
      </div>
      <div className="border-t border-line">
        <Figures
          items={[
            figure('eligible', list('hasil=memenuhi')),
            figure('proposed', list('hasil=memenuhi&usul=sudah')),
            figure('unproposed', list('hasil=memenuhi&usul=belum')),
            figure('atBkn', proposals('bkn')),
            figure('decree', proposals('decree')),
          ]}
        />
      </div>
      {others.length > 0 && (
        <p className="flex flex-wrap gap-x-3 border-t border-line px-4 py-2.5 text-sm text-muted">
          {t('otherPeriods')}
          {others.map((other) => (
            <AppLink
              key={other.effectiveOn}
              href={`/sapk/usul?bagian=all&periode=${other.effectiveOn}`}
              className="num"
            >
              {t('otherPeriod', { date: long(other.effectiveOn), count: other.total })}
            </AppLink>
          ))}
        </p>
      )}
    </section>
  )
}

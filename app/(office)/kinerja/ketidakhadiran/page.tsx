import { getLocale, getTranslations } from 'next-intl/server'
import { OwnAbsenceList } from '@/components/kinerja/own-absence-list'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { FactStrip } from '@/components/ui/key-values'
import { PageHeader } from '@/components/ui/page-header'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { civilDateIn, yearOf } from '@/lib/civil-date'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { ownAbsentYear } from '@/lib/kinerja/absence-ladder.server'
import { absenceOfficers, listOwnAbsences, yearsOfAbsences } from '@/lib/kinerja/own-absences.server'
import { textParameters } from '@/lib/search-parameters'

export async function generateMetadata() {
  return { title: (await getTranslations('consequence.own'))('title') }
}

/** What was recorded of one's own absence, by whom, which step it would be, and whom to ask about it. */
export default async function Page({ searchParams }: PageProps<'/kinerja/ketidakhadiran'>) {
  const actor = await requireActor('own.read')
  const context = { actor, now: new Date() }
  const t = await getTranslations('consequence')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const days = await listOwnAbsences(context)
  const years = yearsOfAbsences(days, civilDateIn(zone, context.now))
  const asked = Number(textParameters(await searchParams).tahun)
  const year = years.find((each) => each === asked) ?? years[0] ?? yearOf(civilDateIn(zone, context.now))
  const {
    days: count = 0,
    longestRunDays = 0,
    proposal = null,
    decisions = [],
  } = (await ownAbsentYear(context, year)) ?? {}
  const officers = await absenceOfficers(context)
  return (
    <>
      <PageHeader
        title={t('own.title')}
        crumbs={[{ label: t('own.back'), href: '/kinerja/penilaian' }, { label: t('own.title') }]}
        subtitle={t('own.subtitle', { year: String(year) })}
        actions={years
          .filter((each) => each !== year)
          .map((each) => (
            <ButtonLink key={each} href={`/kinerja/ketidakhadiran?tahun=${each}`}>
              {each}
            </ButtonLink>
          ))}
      />
      <FactStrip
        items={[
          { label: t('absence.days'), value: t('absence.count', { days: count }), note: t('own.counted') },
          { label: t('own.run'), value: t('absence.count', { days: longestRunDays }) },
          {
            label: t('absence.step'),
            value: proposal ? t(`absence.sanction.${proposal.sanction}`) : t('absence.noStep'),
            note: proposal && t(`absence.severity.${proposal.severity}`),
          },
        ]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <Card title={t('own.recorded')} flush>
          <OwnAbsenceList days={days.filter(({ absentOn }) => yearOf(absentOn) === year)} zone={zone} />
        </Card>
        {decisions.length > 0 && (
          <Card title={t('absence.decisions')}>
            <ul className="grid gap-3 text-sm">
              {decisions.map(({ sanction, isTaken, reason, decidedByName, decidedAt }) => (
                <li key={sanction}>
                  <b className="font-semibold">{t(isTaken ? 'absence.taken' : 'absence.dismissed')}</b>:{' '}
                  {t(`absence.sanction.${sanction}`)}
                  <span className="block">{reason}</span>
                  <span className="block text-muted text-xs">
                    {decidedByName}, {formatInstant(decidedAt, locale, zone)}
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card title={t('own.wrong')}>
          <div className="grid gap-2 text-sm">
            <p>{t('own.wrongText')}</p>
            {officers.length > 0 ? (
              <ul className="list-disc pl-5">
                {officers.map(({ name, office }) => (
                  <li key={name}>
                    <b className="font-semibold">{name}</b>, {office}
                  </li>
                ))}
              </ul>
            ) : (
              <p>{t('own.nobody')}</p>
            )}
            <p className="text-muted">{t('own.note')}</p>
          </div>
        </Card>
      </div>
    </>
  )
}

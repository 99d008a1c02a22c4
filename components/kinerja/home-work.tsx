import { useLocale, useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { OfficerWork, HomeWork as Work } from '@/lib/kinerja/home-work.server'

/**
 * The first thing of Beranda: what is written down of today and what is missing, one tap from writing it; then what others
 * wait for.
 */
export function HomeWork({
  work: { hasPlan, isOff, entries, missing, missingSince, waiting },
  evaluations,
  officer,
}: {
  work: Work
  evaluations: number
  officer?: OfficerWork
}) {
  const t = useTranslations('team.home')
  const locale = localeFrom(useLocale())
  const isFree = isOff && entries === 0
  return (
    <>
      {officer && (
        <Card title={t('officer')}>
          {officer.overdue + officer.reports === 0 && <p className={FACT}>{t('officerNone')}</p>}
          {officer.overdue > 0 && (
            <p className={FACT}>
              <AppLink href="/kinerja/rekap">{t('overdue', { count: officer.overdue })}</AppLink>
            </p>
          )}
          {officer.reports > 0 && (
            <p className={FACT}>
              <AppLink href="/kinerja/penilai">{t('reports', { count: officer.reports })}</AppLink>
            </p>
          )}
        </Card>
      )}
      <Card title={t('title')} footer={!hasPlan && <AppLink href="/kinerja/skp">{t('plan')}</AppLink>}>
        <div className="grid gap-3">
          <p className={FACT}>
            {hasPlan || entries > 0 ? t(isFree ? 'off' : 'entries', { count: entries }) : t('noPlan')}
            {missingSince && (
              <span className="block font-body text-sm font-normal text-warning">
                {t('missing', { days: missing, date: formatDate(missingSince, 'long', locale) })}
              </span>
            )}
          </p>
          {hasPlan && (
            <ButtonLink href="/kinerja" variant={isFree ? undefined : 'primary'}>
              {t('write')}
            </ButtonLink>
          )}
        </div>
      </Card>
      {waiting > 0 && (
        <Card title={t('team')} footer={<AppLink href="/kinerja/tim">{t('review')}</AppLink>}>
          <p className={FACT}>{t('waiting', { count: waiting })}</p>
        </Card>
      )}
      {evaluations > 0 && (
        <Card title={t('evaluation')} footer={<AppLink href="/kinerja/penilaian">{t('evaluate')}</AppLink>}>
          <p className={FACT}>{t('evaluations', { count: evaluations })}</p>
        </Card>
      )}
    </>
  )
}

const FACT = 'font-head text-lg font-semibold'

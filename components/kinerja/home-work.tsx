import { useLocale, useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { HomeWork as Work } from '@/lib/kinerja/home-work.server'

/** The first thing of Beranda: what is written down of today and what is missing, one tap from writing it. */
export function HomeWork({ work }: { work: Work }) {
  const { hasPlan, entries, missing, missingSince, waiting } = work
  const t = useTranslations('team.home')
  const locale = localeFrom(useLocale())
  return (
    <>
      <Card title={t('title')} footer={!hasPlan && <AppLink href="/kinerja/skp">{t('plan')}</AppLink>}>
        <div className="grid gap-3">
          <p className="font-head text-lg font-semibold">
            {hasPlan || entries > 0 ? t('entries', { count: entries }) : t('noPlan')}
            {missingSince && (
              <span className="block font-sans text-sm font-normal text-warning">
                {t('missing', { days: missing, date: formatDate(missingSince, 'long', locale) })}
              </span>
            )}
          </p>
          {hasPlan && (
            <ButtonLink href="/kinerja" variant="primary">
              {t('write')}
            </ButtonLink>
          )}
        </div>
      </Card>
      {waiting > 0 && (
        <Card title={t('team')} footer={<AppLink href="/kinerja/tim">{t('review')}</AppLink>}>
          <p className="font-head text-lg font-semibold">{t('waiting', { count: waiting })}</p>
        </Card>
      )}
    </>
  )
}

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { KeyValues } from '@/components/ui/key-values'
import type { ComingSession, ItemExposure } from '@/lib/cat/item-exposure.server'
import { formatInstant, formatNumber, type Locale } from '@/lib/format'
import { siteZone } from '@/lib/zones-abroad'

/** How often an item was shown, and where it still will be. */
export function ItemExposureCard({ exposure, locale }: { exposure: ItemExposure; locale: Locale }) {
  const t = useTranslations('bank.exposure')
  const nameOf = ({ number, site, startsAt, zone }: ComingSession) =>
    t('session', { number, site, at: formatInstant(startsAt, locale, siteZone(zone)) })
  return (
    <Card title={t('title')} footer={t('text')}>
      <KeyValues
        items={[
          { label: t('sessions'), value: formatNumber(exposure.sessions, locale) },
          { label: t('people'), value: formatNumber(exposure.people, locale) },
          { label: t('toCome'), value: exposure.toCome.map(nameOf).join('; ') || t('none') },
        ]}
      />
    </Card>
  )
}

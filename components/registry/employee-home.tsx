import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { formatDate, formatRupiah } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { rankTitle } from '@/lib/registry/ranks'
import type { Career } from '@/lib/sapk/public.server'

/** What an employee comes for: the work of today, when promotion and increment are due, the own data, who saw it. */
export function EmployeeHome({ career, work }: { career: Career | null; work: ReactNode }) {
  const t = useTranslations('registry.home')
  const locale = localeFrom(useLocale())
  const increment = career && !('none' in career.increment) ? career.increment : undefined
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {work}
      {career && (
        <Card title={t('next')} footer={<AppLink href="/profil/kapan-naik-pangkat">{t('seeWhen')}</AppLink>}>
          <Fact
            value={
              career.promotion.effectiveOn ? formatDate(career.promotion.effectiveOn, 'long', locale) : t('noDate')
            }
            note={career.proposed && `${career.proposed.rank}, ${rankTitle(career.proposed.rank)}`}
          />
        </Card>
      )}
      {increment && (
        <Card title={t('increment')} footer={<AppLink href="/profil/karier">{t('line')}</AppLink>}>
          <Fact
            value={formatDate(increment.effectiveOn, 'long', locale)}
            note={formatRupiah(increment.paidRupiah, locale)}
          />
        </Card>
      )}
      <Card title={t('profile')} footer={<AppLink href="/profil">{t('openProfile')}</AppLink>}>
        <p className="text-sm">{t('profileWhy')}</p>
      </Card>
      <Card title={t('access')} footer={<AppLink href="/profil/akses">{t('openAccess')}</AppLink>}>
        <p className="text-sm">{t('accessWhy')}</p>
      </Card>
    </div>
  )
}

function Fact({ value, note }: { value: string; note?: string }) {
  return (
    <p className="font-head text-lg font-semibold">
      {value}
      {note && <span className="block font-body text-sm font-normal text-muted">{note}</span>}
    </p>
  )
}

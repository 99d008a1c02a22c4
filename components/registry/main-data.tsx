import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { KeyValues } from '@/components/ui/key-values'
import { formatDate, formatMonths, formatNip } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Employee } from '@/lib/registry/employees.server'
import { masked, type Sensitive } from '@/lib/registry/masked'
import { rankTitle } from '@/lib/registry/ranks'
import type words from '@/messages/id/registry.json'

type Reveal = (field: Sensitive, label: string, masked: string) => ReactNode

/** Data utama in four cards. `reveal` draws a sensitive value; without it everything is shown, as to its owner. */
export function MainData({ employee, reveal }: { employee: Employee; reveal?: Reveal }) {
  const t = useTranslations('registry')
  const locale = localeFrom(useLocale())
  const date = (on: string | null) => on && formatDate(on, 'long', locale)
  const row = (key: keyof typeof words.field, value: ReactNode) => ({
    label: t(`field.${key}`),
    value: value || t('notRecorded'),
  })
  const sensitive = (field: Sensitive) => {
    const value = employee[field]
    const hidden = masked(field, value)
    return row(field, value && hidden && reveal ? reveal(field, t(`field.${field}`), hidden) : value)
  }
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card title={t('card.identity')}>
        <KeyValues
          items={[
            row('name', employee.name),
            row('titles', [employee.frontTitle, employee.backTitle].filter(Boolean).join(' … ')),
            row('nip', formatNip(employee.nip)),
            row('oldNip', employee.oldNip),
            sensitive('nik'),
            row(
              'nikCheck',
              employee.nikIsValid !== null &&
                t(employee.nikIsValid ? 'nikValid' : 'nikInvalid', { on: date(employee.nikCheckedOn) ?? '' }),
            ),
            row(
              'otherIdentityKind',
              employee.otherIdentityKind && dataWord(t, `otherIdentity.${employee.otherIdentityKind}`),
            ),
            sensitive('otherIdentityNumber'),
            row('birth', `${employee.birthPlace}, ${formatDate(employee.bornOn, 'long', locale)}`),
            row('birthPlaceCode', employee.birthPlaceCode),
            row('sex', t(`sex.${employee.sex}`)),
            row('religion', employee.religion),
            row('maritalStatus', employee.maritalStatus),
          ]}
        />
      </Card>
      <Card title={t('card.service')}>
        <KeyValues
          items={[
            row('status', t(`status.${employee.status}`)),
            row('legalStatus', employee.legalStatusName),
            ...(employee.deceasedOn ? [row('deathCertificateNumber', employee.deathCertificateNumber)] : []),
            row('cpnsOn', date(employee.cpnsOn)),
            row('pnsOn', date(employee.pnsOn)),
            row('rank', employee.rank && `${employee.rank}, ${rankTitle(employee.rank)}`),
            row('rankSince', date(employee.rankSince)),
            row('rankService', employee.rankServiceMonths !== null && formatMonths(employee.rankServiceMonths, locale)),
            row('position', employee.positionName),
            row('positionSince', date(employee.positionSince)),
            row('unit', employee.unitName),
            row('agency', employee.agencyName),
            ...(employee.isSeconded ? [row('workAgency', employee.workAgencyName)] : []),
            row('education', employee.educationName),
            row('positionClass', employee.positionClass),
            row('workPlace', employee.workPlace),
          ]}
        />
      </Card>
      <Card title={t('card.contact')}>
        <KeyValues
          items={[
            row('officialEmail', employee.officialEmail && breakable(employee.officialEmail)),
            sensitive('email'),
            sensitive('phone'),
            sensitive('landline'),
            sensitive('address'),
            sensitive('postalCode'),
          ]}
        />
      </Card>
      <Card title={t('card.numbers')}>
        <KeyValues
          items={[
            row('cardNumber', employee.cardNumber),
            row('smartCardNumber', employee.smartCardNumber),
            row('spouseCardNumber', employee.spouseCardNumber),
            sensitive('npwp'),
            row('npwpOn', date(employee.npwpOn)),
            sensitive('healthInsuranceNumber'),
            sensitive('taspenNumber'),
            row('taspenOn', date(employee.taspenOn)),
            sensitive('housingNumber'),
            row('treasuryCode', employee.treasuryCode),
          ]}
        />
      </Card>
    </div>
  )
}

/** An e-mail address, which breaks before its host where it does not fit. */
function breakable(address: string): ReactNode {
  const [name, ...host] = address.split(/(?=@)/)
  return (
    <>
      {name}
      <wbr />
      {host}
    </>
  )
}

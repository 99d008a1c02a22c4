import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { formatDate, formatMonths, formatNip, formatNumber, formatRupiah, type Locale } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { missingFields, type PaperField } from '@/lib/sapk/paper'

/** What a draft takes from elsewhere, each with its source; what is missing stands on top. */
export function PaperFields({ fields }: { fields: readonly PaperField[] }) {
  const t = useTranslations('paper')
  const locale = localeFrom(useLocale())
  const missing = missingFields(fields)
  return (
    <>
      {missing.length > 0 ? (
        <Notice tone="warning">
          {t('missing', {
            count: missing.length,
            names: missing.map(({ key }) => dataWord(t, `field.${key}`)).join(', '),
          })}
        </Notice>
      ) : (
        <Notice tone="success">{t('complete')}</Notice>
      )}
      <Card flush title={t('fields')} footer={t('fieldsNote')}>
        <dl className="text-sm">
          {fields.map((field) => (
            <div key={field.key} className="border-line px-4 py-2 not-first:border-t">
              <dt className="flex flex-wrap justify-between gap-x-3 text-xs text-muted">
                <span>{dataWord(t, `field.${field.key}`)}</span>
                <span>{t(`source.${field.source}`)}</span>
              </dt>
              <dd className={`num wrap-anywhere ${field.value === null ? 'text-muted' : 'font-semibold'}`}>
                {field.value === null ? t('empty') : shown(field, field.value, locale)}
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  )
}

function shown({ key, as }: PaperField, value: string | number, locale: Locale): string {
  if (key === 'nip') return formatNip(String(value))
  if (typeof value === 'string') return as === 'date' ? formatDate(value, 'short', locale) : value
  if (as === 'rupiah') return formatRupiah(value, locale)
  return as === 'months' ? formatMonths(value, locale) : formatNumber(value, locale)
}

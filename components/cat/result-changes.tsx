import { useLocale, useTranslations } from 'next-intl'
import type { ResultChange } from '@/lib/cat/settlement'
import { localeFrom } from '@/lib/i18n/preferences'

/** Who stands otherwise than announced, how, and why. */
export function ResultChanges({ changes }: { changes: readonly ResultChange[] }) {
  const t = useTranslations('results.settlement')
  const locale = localeFrom(useLocale())
  const words = (told: NonNullable<ResultChange['to']>) => {
    const { result, place, total, final, into } = told
    const score = final === null ? total : locale === 'id' ? final.replace('.', ',') : final
    return [
      result,
      ...(place === null ? [] : [t('place', { place })]),
      ...(score === null ? [] : [t('score', { score })]),
      ...(into === null ? [] : [t('into', { into })]),
    ].join(', ')
  }
  return (
    <ul className="grid gap-2 text-sm">
      {changes.map(({ number, from, to, cause }) => (
        <li key={number} className="break-words">
          <b className="num font-semibold">{number}</b>:{' '}
          {t('change', { from: from ? words(from) : t('unannounced'), to: to ? words(to) : t('gone') })}{' '}
          <span className="text-muted">{t(`cause.${cause}`)}</span>
        </li>
      ))}
    </ul>
  )
}

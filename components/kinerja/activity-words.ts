import { useLocale, useTranslations } from 'next-intl'
import type { EvaluatedItem } from '@/components/kinerja/evaluation-result'
import { formatNumber, formatRupiah, formatThousandths } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { typedNumber } from '@/lib/typed-decimal'

export type EvaluatedActivity = EvaluatedItem & { activity: NonNullable<EvaluatedItem['activity']> }

/** The items of a plan of PP 46/2011. */
export function activitiesOf(items: readonly EvaluatedItem[]): EvaluatedActivity[] {
  return items.flatMap((item) => (item.activity ? [{ ...item, activity: item.activity }] : []))
}

/** A figure of the database or of a form in the words of a reader. */
export function useFigure(): (value: string | null) => string {
  const locale = localeFrom(useLocale())
  return (value) => (value ? formatNumber(typedNumber(value), locale, 3) : '–')
}

/** Targets of one activity in a line: quantity, quality, time, and cost and credit where it has some. */
export function useTargetText(): (activity: EvaluatedActivity['activity']) => string {
  const t = useTranslations('skp')
  const locale = localeFrom(useLocale())
  const figure = useFigure()
  return ({ quantity, quantityUnit, quality, duration, durationUnit, costRupiah, creditThousandths }) =>
    [
      `${figure(quantity)} ${quantityUnit ?? ''}`.trim(),
      `${t('aspect.quality').toLowerCase()} ${figure(quality ?? '100')}`,
      `${figure(duration)} ${dataWord(t, `durationUnit.${durationUnit}`)}`,
      ...(costRupiah === null ? [] : [formatRupiah(costRupiah, locale)]),
      ...(creditThousandths === null
        ? []
        : [`${t('credit').toLowerCase()} ${formatThousandths(creditThousandths, locale)}`]),
    ].join(' · ')
}

'use client'

import { useRouter } from 'next/navigation'
import { Segment } from '@/components/shell/segment'
import type { Locale } from '@/lib/format'

/** Indonesian or English; the page is asked for again in the other language, what was typed stays. */
export function LocaleChoice({
  legend,
  locale,
  keep,
}: {
  legend: string
  locale: Locale
  keep: (chosen: { locale: Locale }) => Promise<unknown>
}) {
  const router = useRouter()
  const pick = (value: Locale) => {
    keep({ locale: value }).then(router.refresh, () => undefined)
  }
  return (
    <Segment<Locale>
      legend={legend}
      value={locale}
      onPick={pick}
      options={[
        { value: 'id', label: 'Bahasa Indonesia', lang: 'id' },
        { value: 'en', label: 'English', lang: 'en' },
      ]}
    />
  )
}

'use client'

import { useRouter } from 'next/navigation'
import { keepPreference } from '@/components/shell/keep-preference'
import { Segment } from '@/components/shell/segment'
import type { Locale } from '@/lib/format'

/** Indonesian or English; the page is asked for again in the other language, what was typed stays. */
export function LocaleChoice({ legend, locale }: { legend: string; locale: Locale }) {
  const router = useRouter()
  const pick = (value: Locale) => {
    keepPreference('locale', value)
    router.refresh()
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

'use client'

import { useRouter } from 'next/navigation'
import { keepPreference } from '@/components/shell/keep-preference'
import type { Locale } from '@/lib/format'

/** The other language, named in itself, for the header of public pages. */
export function LocaleLink({ locale, className = '' }: { locale: Locale; className?: string }) {
  const router = useRouter()
  const other = locale === 'id' ? 'en' : 'id'
  const pick = () => {
    keepPreference('locale', other)
    router.refresh()
  }
  return (
    <button type="button" lang={other} onClick={pick} className={className}>
      {other === 'en' ? 'English' : 'Bahasa Indonesia'}
    </button>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'

/** The recovery codes, shown this once: to copy, to print, and then on to `next`. */
export function RecoveryCodes({ codes, next, onDone }: { codes: string[]; next: string; onDone?: () => void }) {
  const t = useTranslations('access.recovery')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="grid gap-4">
      <h2 ref={heading} tabIndex={-1} className="text-lg">
        {t('title')}
      </h2>
      <p>{t('explanation')}</p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md border border-line bg-surface p-4 font-mono tabular-nums">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Button onClick={() => navigator.clipboard.writeText(codes.join('\n'))}>{t('copy')}</Button>
        <Button onClick={() => window.print()}>{t('print')}</Button>
        <ButtonLink href={next} variant="primary" onClick={onDone}>
          {t('done')}
        </ButtonLink>
      </div>
    </section>
  )
}

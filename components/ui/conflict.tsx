'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'

/**
 * Two people changed the same thing: what the person saw beside what holds now, and the way to go on from it. What was
 * typed in the form around it stays. Needs `ClientMessages`.
 */
export function Conflict({
  rows,
  onReload,
}: {
  rows: { label: ReactNode; seen: ReactNode; now: ReactNode }[]
  onReload: () => void
}) {
  const t = useTranslations('common.conflict')
  return (
    <div className="grid gap-3 rounded-md border border-line p-3 text-sm">
      <table className="w-full text-left">
        <caption className="pb-2 text-left">{t('caption')}</caption>
        <thead>
          <tr className="text-xs text-muted *:pr-3 *:pb-1 *:font-semibold">
            <td />
            <th scope="col">{t('seen')}</th>
            <th scope="col">{t('now')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, seen, now }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are drawn once and never move
            <tr key={index} className="*:py-1 *:pr-3">
              <th scope="row" className="font-normal text-muted">
                {label}
              </th>
              <td>{seen}</td>
              <td className="font-semibold">{now}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="sm" className="justify-self-start" onClick={onReload}>
        {t('reload')}
      </Button>
    </div>
  )
}

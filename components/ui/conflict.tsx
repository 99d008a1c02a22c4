'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'

/**
 * Two people changed the same thing: what the person saw or typed beside what holds now, and the ways to go on from it.
 * What was typed in the form around it stays. Takes the focus when there is a choice to make. Needs `ClientMessages`.
 */
export function Conflict({
  rows,
  change,
  onReload,
  onKeep,
}: {
  rows: { label: ReactNode; seen: ReactNode; now: ReactNode }[]
  /** Who changed it and when, in words. */
  change?: string
  onReload: () => void
  /** Where something was typed: keeps that on top of what holds now. */
  onKeep?: () => void
}) {
  const t = useTranslations('common.conflict')
  const place = useRef<HTMLDivElement>(null)
  const isChoice = onKeep !== undefined
  useEffect(() => {
    if (isChoice) place.current?.focus()
  }, [isChoice])
  return (
    <div
      ref={place}
      role={isChoice ? 'alert' : undefined}
      tabIndex={-1}
      className="grid gap-3 rounded-md border border-line p-3 text-sm"
    >
      {rows.length === 0 && (
        <p>
          {t('caption')} {t('none')}
        </p>
      )}
      {rows.length > 0 && (
        <table className="w-full text-left">
          <caption className="pb-2 text-left">{t('caption')}</caption>
          <thead>
            <tr className="text-xs text-muted *:pr-3 *:pb-1 *:font-semibold">
              <td />
              <th scope="col">{isChoice ? t('typed') : t('seen')}</th>
              <th scope="col">{t('now')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, seen, now }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows are drawn once and never move
              <tr key={index} className="align-top *:py-1 *:pr-3 *:break-words">
                <th scope="row" className="font-normal text-muted">
                  {label}
                </th>
                <td>{seen}</td>
                <td className="font-semibold">{now}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {change && <p className="text-muted">{change}</p>}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={onReload}>
          {isChoice ? t('take') : t('reload')}
        </Button>
        {onKeep && (
          <Button size="sm" onClick={onKeep}>
            {t('keep')}
          </Button>
        )}
      </div>
    </div>
  )
}

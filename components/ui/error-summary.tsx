'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

/**
 * All faults of a form on top of it: takes the focus after a submit that failed, each line leads to its field, in the
 * same words. Takes `summary` of `useActionForm`.
 */
export function ErrorSummary({
  errors,
  attempt,
  onPick,
}: {
  errors: { name: string; message: string }[]
  attempt: number
  onPick: (name: string) => void
}) {
  const t = useTranslations('common.form')
  const ref = useRef<HTMLDivElement>(null)
  const answered = useRef(0)
  const hasErrors = errors.length > 0
  const fieldCount = errors.filter(({ name }) => !name.startsWith('root')).length

  useEffect(() => {
    if (!hasErrors || attempt === answered.current) return
    answered.current = attempt
    ref.current?.focus()
  }, [attempt, hasErrors])

  if (!hasErrors) return null
  return (
    <div
      ref={ref}
      tabIndex={-1}
      role="alert"
      className="rounded-md border border-danger bg-danger-bg px-4 py-3 text-sm text-danger"
    >
      {fieldCount > 0 && <p className="mb-1 font-semibold">{t('summary', { count: fieldCount })}</p>}
      <ul className="grid gap-1">
        {errors.map(({ name, message }) => (
          <li key={name}>
            {name.startsWith('root') ? (
              message
            ) : (
              <button
                type="button"
                className="min-h-6 text-left underline underline-offset-3 hover:decoration-2"
                onClick={() => onPick(name)}
              >
                {message}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

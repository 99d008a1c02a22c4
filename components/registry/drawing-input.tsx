'use client'

import { useTranslations } from 'next-intl'
import { type Ref, useRef } from 'react'
import { Button } from '@/components/ui/button'

/** Chooses an SVG file as the text of a form, and shows what it holds on paper. */
export function DrawingInput({
  label,
  value,
  onChange,
  ref,
  id,
  'aria-describedby': describedBy,
}: {
  label: string
  value: string
  onChange: (text: string) => void
  /** The button that chooses. */
  ref: Ref<HTMLButtonElement>
  id?: string
  'aria-describedby'?: string
}) {
  const t = useTranslations('agency.drawing')
  const chooser = useRef<HTMLInputElement>(null)
  const button = (what: 'choose' | 'remove') => ({
    'aria-label': t('named', { what: t(what), label }),
    children: t(what),
  })
  return (
    <div className="flex min-h-16 flex-wrap items-center gap-3">
      {value && (
        /** biome-ignore lint/performance/noImgElement: the drawing lies in the form itself */
        <img
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(value)}`}
          alt={t('shown', { label })}
          className="size-16 rounded-sm border border-line bg-white object-contain p-1"
        />
      )}
      <Button
        ref={ref}
        id={id}
        aria-describedby={describedBy}
        onClick={() => chooser.current?.click()}
        {...button('choose')}
      />
      {value && <Button variant="quiet" onClick={() => onChange('')} {...button('remove')} />}
      <input
        ref={chooser}
        type="file"
        accept="image/svg+xml,.svg"
        aria-label={label}
        className="sr-only"
        tabIndex={-1}
        onChange={async ({ target }) => {
          const text = await target.files?.[0]?.text()
          target.value = ''
          if (text !== undefined) onChange(text)
        }}
      />
    </div>
  )
}

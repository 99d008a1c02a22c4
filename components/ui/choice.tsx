import { type ComponentProps, type ReactNode, useId } from 'react'

/**
 * A radio button or checkbox with its words; the whole row is the target. `framed` draws the row as a card that
 * fills when chosen, for the few choices that decide something.
 */
export function Choice({
  label,
  hint,
  type = 'radio',
  framed = false,
  className = '',
  ...rest
}: Omit<ComponentProps<'input'>, 'children' | 'type'> & {
  label: ReactNode
  hint?: ReactNode
  type?: 'radio' | 'checkbox'
  framed?: boolean
}) {
  const id = useId()
  const frame = framed
    ? 'rounded-md border border-border px-3 py-2.5 has-checked:border-primary has-checked:bg-soft'
    : 'py-3 md:py-1.5'
  return (
    <label className={`flex items-start gap-3 text-sm ${frame} ${className}`}>
      <input type={type} className="size-6 shrink-0" aria-describedby={hint ? `${id}-hint` : undefined} {...rest} />
      <span className="min-w-0">
        <span className={framed ? 'font-semibold' : ''}>{label}</span>
        {hint && (
          <span id={`${id}-hint`} className="block text-xs text-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}

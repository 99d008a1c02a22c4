import { cloneElement, type ReactElement, type ReactNode, useId } from 'react'

type ControlProps = { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean }

/**
 * Label, hint, control and error, tied together for assistive technology. The child is one plain `<input>`,
 * `<select>` or `<textarea>` (styled by itself) or a component that passes `id` and `aria-*` on to one.
 * `aside` stands at the right of the label, `optional` is the word for it.
 */
export function Field({
  label,
  hint,
  error,
  optional,
  aside,
  className = '',
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  optional?: string
  aside?: ReactNode
  className?: string
  children: ReactElement<ControlProps>
}) {
  const generated = useId()
  const id = children.props.id ?? generated
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`, children.props['aria-describedby']]
    .filter(Boolean)
    .join(' ')
  return (
    <div className={className}>
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="block text-sm font-semibold">
          {label}
          {optional && <span className="font-normal text-muted"> ({optional})</span>}
        </label>
        {aside}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <div className="mt-1">
        {cloneElement(children, {
          id,
          'aria-describedby': describedBy || undefined,
          'aria-invalid': error ? true : undefined,
        })}
      </div>
    </div>
  )
}

/** What is wrong with one field, and how to mend it. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="mt-1 flex items-start gap-1.5 text-sm font-semibold text-danger">
      <svg viewBox="0 0 16 16" aria-hidden="true" className="mt-0.5 size-4 shrink-0 fill-current">
        <path d="M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0ZM7 3.5h2v5.5H7Zm0 7h2v2H7Z" />
      </svg>
      <span>{children}</span>
    </p>
  )
}

/** A group of choices under one question; its children are `Choice`s. */
export function FieldGroup({
  legend,
  hint,
  error,
  className = '',
  children,
}: {
  legend: ReactNode
  hint?: ReactNode
  error?: ReactNode
  className?: string
  children: ReactNode
}) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset className={`min-w-0 ${className}`} aria-describedby={describedBy || undefined}>
      <legend className="text-sm font-semibold">{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <div className="mt-2 grid gap-2">{children}</div>
    </fieldset>
  )
}

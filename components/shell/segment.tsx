'use client'

/** A few values of which one holds, side by side. */
export function Segment<Value extends string>({
  legend,
  options,
  value,
  onPick,
}: {
  legend: string
  options: { value: Value; label: string; lang?: string }[]
  value: Value
  onPick: (value: Value) => void
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-xs text-muted">{legend}</legend>
      <div className="inline-grid grid-flow-col overflow-hidden rounded-md border border-border">
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            lang={option.lang}
            aria-pressed={option.value === value}
            onClick={() => onPick(option.value)}
            className="min-h-11 cursor-pointer border-border bg-bg px-3 text-xs font-medium text-muted -outline-offset-3! not-first:border-l hover:bg-soft aria-pressed:bg-soft aria-pressed:font-semibold aria-pressed:text-primary md:min-h-8"
          >
            {option.label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

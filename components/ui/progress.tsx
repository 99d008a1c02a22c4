type Measure = { label: string; value?: number; max?: number; text?: string }

/**
 * How far something is. `text` says it in words beside the bar ("1.200 dari 2.400 baris"); without `value` the bar
 * only says that work goes on.
 */
export function Progress(measure: Measure) {
  return (
    <div>
      <div className="mb-2 flex items-baseline justify-between gap-4 text-sm">
        <span className="font-semibold">{measure.label}</span>
        {measure.text && <span className="num text-muted">{measure.text}</span>}
      </div>
      <ProgressBar {...measure} />
    </div>
  )
}

/** The bar alone, where the words stand beside it already. */
export function ProgressBar({ label, value, max = 100, text }: Measure) {
  const share = value === undefined || max === 0 ? 0 : Math.min(1, value / max)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={text}
      className="h-2 overflow-hidden rounded-full bg-track forced-colors:border"
    >
      <div
        className={`h-full rounded-full bg-c1 forced-colors:bg-[Highlight] ${value === undefined ? 'w-1/3 motion-safe:animate-pulse' : 'motion-safe:transition-[width]'}`}
        style={value === undefined ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  )
}

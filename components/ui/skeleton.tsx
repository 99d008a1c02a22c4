/**
 * Grey lines where text will stand, on a first load only and after 300 ms, so that a fast answer never flickers.
 * `label` is read out instead.
 */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <div role="status" className="animate-[appear_1ms_300ms_both]">
      <span className="sr-only">{label}</span>
      <div aria-hidden="true" className="grid gap-3">
        {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key) => (
          <div key={key} className="h-4 rounded-sm bg-track last:w-2/3" />
        ))}
      </div>
    </div>
  )
}

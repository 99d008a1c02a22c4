import type { Facts } from '@/lib/refusal'

/** A value as the file has it, the characters that are wrong marked. */
export function MarkedValue({ value, facts, empty }: { value: string; facts: Facts; empty: string }) {
  if (value.trim() === '') return <i className="text-muted">{empty}</i>
  const { start, length } = facts
  const shown = /^\d\.\d+E\+\d+$/.test(value) ? value.replace('.', ',') : value
  if (typeof start !== 'number' || typeof length !== 'number') return <span>{shown}</span>
  return (
    <span>
      {shown.slice(0, start)}
      <mark className="rounded-[2px] bg-danger-bg px-px font-bold text-danger">
        {shown.slice(start, start + length)}
      </mark>
      {shown.slice(start + length)}
    </span>
  )
}

import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { Wrong } from './form'
import { Icon } from './icons'
import { wrongText } from './wrong-notice'

/** What is wrong with a field, under it, in the words of the notice above. */
export function FieldWrong({ wrong, field }: { wrong: readonly Wrong[]; field: keyof EntryInput }) {
  const own = wrong.filter((each) => each.field === field)
  if (own.length === 0) return null
  return (
    <p className="field-wrong" id={`${field}-wrong`}>
      <Icon name="alert" className="i s" />
      {own.map(wrongText).join(' ')}
    </p>
  )
}

/** What its input says of that, and of its hint. */
export function described(wrong: readonly Wrong[], field: keyof EntryInput, hintId?: string) {
  const isWrong = wrong.some((each) => each.field === field)
  const ids = [isWrong ? `${field}-wrong` : undefined, hintId].filter(Boolean).join(' ')
  return { 'aria-invalid': isWrong || undefined, 'aria-describedby': ids || undefined }
}

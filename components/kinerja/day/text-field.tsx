import { described, FieldWrong } from './field-wrong'
import type { Part } from './form'

/** One optional text of an entry. */
export function TextField({
  name,
  label,
  hint,
  entry,
  change,
  wrong,
}: Part & { name: 'orderBy' | 'orderNumber' | 'lateReason' | 'collaborators'; label: string; hint?: string }) {
  return (
    <div className="part">
      <label className="label" htmlFor={name}>
        {label}
      </label>
      {hint && (
        <p className="muted small" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={name}
        className="input"
        {...described(wrong, name, hint ? `${name}-hint` : undefined)}
        value={entry[name] ?? ''}
        onChange={({ target }) => change({ [name]: target.value || null })}
      />
      <FieldWrong wrong={wrong} field={name} />
    </div>
  )
}

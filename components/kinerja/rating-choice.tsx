import { useTranslations } from 'next-intl'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Choice } from '@/components/ui/choice'
import { FieldGroup } from '@/components/ui/field'
import { RATINGS } from '@/lib/registry/predicate'

/** Below, as, or above what was expected: one judgement of the whole. */
export function RatingChoice({
  legend,
  error,
  field,
}: {
  legend: string
  error?: string
  field: UseFormRegisterReturn
}) {
  const t = useTranslations('evaluation.rating')
  return (
    <FieldGroup legend={legend} error={error}>
      <div className="grid gap-2 sm:grid-cols-3">
        {[...RATINGS].reverse().map((each) => (
          <Choice key={each} framed label={t(each)} value={each} {...field} />
        ))}
      </div>
    </FieldGroup>
  )
}

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { NOTE_MAX_CHARACTERS } from '@/lib/sapk/review'

/** What a verifier may add to an approval; it is printed on the technical approval. */
export function ApprovalNote({ value, onChange }: { value: string; onChange: (note: string) => void }) {
  const t = useTranslations('proposal.review')
  return (
    <Field label={t('approvalNote')} optional={t('optional')} hint={t('approvalNoteHint')} className="mt-6">
      <textarea
        rows={2}
        maxLength={NOTE_MAX_CHARACTERS}
        value={value}
        onChange={(change) => onChange(change.target.value)}
      />
    </Field>
  )
}

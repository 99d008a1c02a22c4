'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Choice } from '@/components/ui/choice'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { FieldGroup } from '@/components/ui/field'
import type { ImportMode } from '@/lib/import/run'
import type { Action } from '@/lib/refusal'

/** `others` are changes that no row of the list makes. */
type Counts = { newRows: number; updatedRows: number; sameRows: number; errorRows: number; others?: number }

/** The last decision: only the sound rows or all or none, with what each would write. */
export function ApplyPanel({
  id,
  fileName,
  confirm,
  counts,
  undoHours,
  apply,
}: {
  id: string
  fileName: string
  /** What will be written, once more before it is. */
  confirm: string
  counts: Counts
  undoHours: number
  apply: Action<{ id: string; mode: ImportMode }, unknown>
}) {
  const t = useTranslations('import.apply')
  const [mode, setMode] = useState<ImportMode>('valid_rows')
  const { newRows, updatedRows, sameRows, errorRows, others = 0 } = counts
  const sound = newRows + updatedRows + sameRows
  const canApply = newRows + updatedRows + others > 0 && (mode === 'valid_rows' || errorRows === 0)
  return (
    <div className="grid gap-3">
      <FieldGroup legend={<span className="sr-only">{t('mode')}</span>}>
        <Choice
          framed
          name="mode"
          checked={mode === 'valid_rows'}
          onChange={() => setMode('valid_rows')}
          label={t('valid_rows')}
          hint={t('validRowsHint', { rows: sound, errors: errorRows })}
        />
        <Choice
          framed
          name="mode"
          checked={mode === 'all_or_nothing'}
          onChange={() => setMode('all_or_nothing')}
          label={t('all_or_nothing')}
          hint={t('allOrNothingHint', { errors: errorRows })}
        />
      </FieldGroup>
      {canApply && (
        <ConfirmButton
          variant="primary"
          label={t('run', { count: sound })}
          title={t('confirmTitle', { name: fileName })}
          confirmLabel={t('run', { count: sound })}
          cancelLabel={t('cancel')}
          run={() => apply({ id, mode })}
        >
          <p>{confirm}</p>
        </ConfirmButton>
      )}
      <p className="text-xs text-muted">
        {t('note', { changes: newRows + updatedRows, same: sameRows, hours: undoHours })}
      </p>
    </div>
  )
}

import { useTranslations } from 'next-intl'
import { FinishedImport } from '@/components/import/finished-import'
import { ButtonLink } from '@/components/ui/button'
import type { StagedFile } from '@/lib/cat/candidate-import.server'
import type { Action } from '@/lib/refusal'

/** A file of candidates that has come to its end. */
export function FinishedFile({
  file,
  now,
  undo,
}: {
  file: StagedFile
  now: Date
  undo: Action<{ id: string }, unknown>
}) {
  const t = useTranslations('candidate.import')
  const words = useTranslations('import')
  return (
    <FinishedImport
      file={file}
      now={now}
      undo={undo}
      words={{
        done: (at) => t('done', { ...file.counts, at }),
        confirm: t('undoConfirm'),
        until: (until) => t('undoUntil', { until }),
      }}
    >
      <ButtonLink href="/cat/peserta" variant="primary">
        {t('toList')}
      </ButtonLink>
      <ButtonLink href="/cat/peserta/impor">{words('done.another')}</ButtonLink>
    </FinishedImport>
  )
}

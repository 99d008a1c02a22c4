'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { FieldGroup } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import type { ImportCounts } from '@/lib/cat/candidate-import'
import type { Action } from '@/lib/refusal'

type Mode = 'valid' | 'all'

/** Which rows are written: the sound ones, or all of them or none. */
export function ApplyCandidates({
  id,
  counts,
  apply,
}: {
  id: string
  counts: ImportCounts
  apply: Action<{ id: string; mode: Mode }, ImportCounts>
}) {
  const t = useTranslations('candidate.import')
  const router = useRouter()
  const command = useCommand()
  const [mode, setMode] = useState<Mode>('valid')
  const count = counts.new + counts.changed
  const isBlocked = count === 0 || (mode === 'all' && counts.faulty > 0)
  const send = () =>
    command.run(
      () => apply({ id, mode }),
      () => router.refresh(),
    )
  return (
    <div className="grid gap-4">
      <Notice live>{command.trouble}</Notice>
      {counts.faulty > 0 && (
        <FieldGroup legend={t('which')}>
          <Choice
            framed
            name="mode"
            checked={mode === 'valid'}
            onChange={() => setMode('valid')}
            label={t('valid', { count })}
            hint={t('validHint', { count: counts.faulty })}
          />
          <Choice
            framed
            name="mode"
            checked={mode === 'all'}
            onChange={() => setMode('all')}
            label={t('all')}
            hint={t('allHint', { count: counts.faulty })}
          />
        </FieldGroup>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button variant="primary" busy={command.isBusy} disabled={isBlocked} onClick={send}>
          {t('applyCount', { count })}
        </Button>
        {count === 0 && <p className="text-sm text-muted">{t('nothing')}</p>}
      </div>
    </div>
  )
}

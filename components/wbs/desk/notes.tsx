'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { useReport } from '@/components/wbs/desk/report-context'
import { inOrder } from '@/components/wbs/desk/said'
import { WritingForm } from '@/components/wbs/desk/writing-form'
import { isPaper } from '@/lib/wbs/report-content'

/** Catatan: what officers write among themselves, in a ring that the reporter has no key of. Papers stand by themselves. */
export function NotesSection() {
  const t = useTranslations('desk.report')
  const { notes, unopened, note, mayWrite } = useReport()
  const said = (notes ?? []).filter(({ kind, body }) => kind === 'catatan' && !isPaper(body))
  return (
    <Card title={t('notes')}>
      {said.length + unopened.catatan.length === 0 && <p className="text-sm text-muted">{t('noNotes')}</p>}
      <ol className="grid gap-3">{inOrder('catatan', said, unopened.catatan)}</ol>
      {mayWrite.catatan && (
        <div className="mt-4 border-t border-line pt-4">
          <WritingForm
            place="note"
            label={t('note')}
            hint={t('noteHint')}
            submit={t('sendNote')}
            send={(body) => note(body)}
          />
        </div>
      )}
    </Card>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useReport } from '@/components/wbs/desk/report-context'
import { Said } from '@/components/wbs/desk/said'
import { WritingForm } from '@/components/wbs/desk/writing-form'

/** What the reporter and the officers wrote to each other, and an answer. */
export function ConversationSection() {
  const t = useTranslations('desk.report')
  const { messages, send, conversation, me, summary } = useReport()
  const said = messages.filter(({ kind }) => kind === 'pesan' || kind === 'keputusan')
  const mayWrite = conversation.members.includes(me.keyId) && !summary.isFrozen
  return (
    <Card title={t('conversation')}>
      {said.length === 0 && <p className="text-sm text-muted">{t('silent')}</p>}
      <ol className="grid gap-3">
        {said.map((envelope) => (
          <Said key={envelope.seq} envelope={envelope} />
        ))}
      </ol>
      <div className="mt-4 border-t border-line pt-4">
        {mayWrite ? (
          <WritingForm
            label={t('answer')}
            hint={t('answerHint')}
            submit={t('sendAnswer')}
            send={(body) => send('pesan', body)}
          />
        ) : (
          <Notice tone="info">{summary.isFrozen ? t('frozen') : t('left')}</Notice>
        )}
      </div>
    </Card>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useReport } from '@/components/wbs/desk/report-context'
import { inOrder } from '@/components/wbs/desk/said'
import { WritingForm } from '@/components/wbs/desk/writing-form'

/** What the reporter and the officers wrote to each other, and an answer. */
export function ConversationSection() {
  const t = useTranslations('desk.report')
  const { messages, unopened, send, mayWrite, conversation, me, summary } = useReport()
  const said = messages.filter(({ kind }) => kind === 'pesan' || kind === 'keputusan')
  const isMember = conversation.members.includes(me.keyId)
  return (
    <Card title={t('conversation')}>
      {said.length + unopened.pesan.length === 0 && <p className="text-sm text-muted">{t('silent')}</p>}
      <ol className="grid gap-3">{inOrder('pesan', said, unopened.pesan)}</ol>
      <div className="mt-4 border-t border-line pt-4">
        {mayWrite.pesan && !summary.isFrozen ? (
          <WritingForm
            place="answer"
            label={t('answer')}
            hint={t('answerHint')}
            submit={t('sendAnswer')}
            send={(body) => send('pesan', body)}
          />
        ) : (
          <Notice tone="info">{summary.isFrozen ? t('frozen') : isMember ? t('behind') : t('left')}</Notice>
        )}
      </div>
    </Card>
  )
}

'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useReport } from '@/components/wbs/desk/report-context'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Envelope } from '@/lib/wbs/envelope'
import { isMessageBody } from '@/lib/wbs/report-content'

/** One message: who signed it, the day the writer's device had, and the words. */
export function Said({ envelope }: { envelope: Envelope }) {
  const t = useTranslations('desk.report')
  const locale = localeFrom(useLocale())
  const { manifest, me } = useReport()
  const { sender, body, kind } = envelope
  const writer = manifest.keys.find(({ id }) => id === sender)
  const isReporter = writer === undefined // everybody else who signs is listed
  const name = isReporter ? t('reporter') : sender === me.keyId ? t('you') : writer.name
  return (
    <li
      className={`max-w-[70ch] rounded-lg border border-line px-4 py-3 ${isReporter ? 'bg-surface' : 'bg-info-bg md:ml-12'}`}
    >
      <p className="text-sm">
        <span className="font-semibold">{name}</span>
        {writer && sender !== me.keyId && <span className="text-muted">, {writer.position}</span>}
        {kind === 'keputusan' && <span className="text-muted"> · {t('decision')}</span>}
        {isMessageBody(body) && <span className="text-muted"> · {formatDate(body.on, 'short', locale)}</span>}
      </p>
      <p className="mt-1 wrap-anywhere whitespace-pre-wrap">{isMessageBody(body) ? body.text : t('unreadable')}</p>
    </li>
  )
}

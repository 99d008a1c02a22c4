'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ShownUnopened } from '@/components/wbs/desk/reading-calls'
import { useKeyNames, useReport } from '@/components/wbs/desk/report-context'
import { useTamperText } from '@/components/wbs/desk/use-vault'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Envelope } from '@/lib/wbs/envelope'
import { isMessageBody } from '@/lib/wbs/report-content'
import type { Step } from '@/lib/wbs/steps'
import type { Ring } from '@/lib/wbs/wraps'

/** What was said in a ring, each that could not be opened in its place among it. */
export function inOrder(ring: Ring, said: readonly Envelope[], unopened: readonly ShownUnopened[]) {
  const items = [
    ...said.map((envelope) => ({ seq: envelope.seq, item: <Said key={envelope.seq} envelope={envelope} /> })),
    ...unopened.map((each) => ({ seq: each.seq, item: <NotOpened key={each.seq} ring={ring} message={each} /> })),
  ]
  return items.sort((one, other) => one.seq - other.seq).map(({ item }) => item)
}

/** A message of which nothing is shown: that it is there, and whose it is or is said to be. */
function NotOpened({ ring, message: { seq, code, signer, sentBy } }: { ring: Ring; message: ShownUnopened }) {
  const t = useTranslations('desk.report')
  const names = useKeyNames()
  const tamperText = useTamperText()
  const nameOf = (id: string | null) => names(id) ?? (id === null ? t('somebody') : t('reporter'))
  return (
    <li className="max-w-[70ch] rounded-lg border border-danger px-4 py-3 text-sm">
      <p className="font-semibold">{t(`notOpened.${ring}`, { number: seq })}</p>
      <p className="mt-1">
        {signer === null ? t('notOpenedBy', { name: nameOf(sentBy) }) : t('notOpenedSigned', { name: nameOf(signer) })}
      </p>
      <p className="mt-1 text-muted">{t('tamperedCode', { what: tamperText(code) })}</p>
    </li>
  )
}

/** One message: who signed it, the day the writer's device had, which step it takes or proposes, and the words. */
export function Said({ envelope }: { envelope: Envelope }) {
  const t = useTranslations('desk.report')
  const words = useTranslations('desk.case')
  const results = useTranslations('report.results')
  const locale = localeFrom(useLocale())
  const { manifest, me } = useReport()
  const { sender, body, kind } = envelope
  const { step, result } = Object(body) // of whoever wrote it: shown where there are words for it
  const taken = typeof step === 'string' && words.has(`steps.${step as Step}`) && words(`steps.${step as Step}`)
  const outcome = typeof result === 'string' && results.has(result as 'SPAM') && results(result as 'SPAM')
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
      {taken && (
        <p className="mt-1 text-sm font-semibold">
          {kind === 'keputusan' ? taken : words('propose', { step: taken })}
          {outcome && `: ${outcome}`}
        </p>
      )}
      <p className="mt-1 wrap-anywhere whitespace-pre-wrap">{isMessageBody(body) ? body.text : t('unreadable')}</p>
    </li>
  )
}

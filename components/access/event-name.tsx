import { useTranslations } from 'next-intl'
import { dataWord } from '@/lib/i18n/data-word'

/** An event of the trail in words, with its own name below for whoever looks for it. */
export function EventName({ event }: { event: string }) {
  const t = useTranslations('audit.event')
  return (
    <>
      {dataWord(t, event)}
      {t.has(event as never) && <span className="block font-mono text-xs text-muted">{event}</span>}
    </>
  )
}

import { useTranslations } from 'next-intl'

/** An event of the trail in words, with its own name below for whoever looks for it. */
export function EventName({ event }: { event: string }) {
  const t = useTranslations('audit.event')
  return (
    <>
      {t.has(event) ? t(event) : event}
      {t.has(event) && <span className="block font-mono text-xs text-muted">{event}</span>}
    </>
  )
}

import { useTranslations } from 'next-intl'
import { dataWord } from '@/lib/i18n/data-word'
import type { BulkPreview } from '@/lib/sapk/bulk-command'

/** How many rows a command leaves out, a line for each reason. Needs the namespaces `bulk` and `findings`. */
export function SkipList({ skipped }: { skipped: BulkPreview['skipped'] }) {
  const t = useTranslations('bulk')
  const reason = useSkipReason()
  if (skipped.length === 0) return null
  return (
    <div>
      <p className="font-semibold">
        {t('skippedTitle', { count: skipped.reduce((sum, { count }) => sum + count, 0) })}
      </p>
      <ul className="mt-1 list-disc pl-5">
        {skipped.map(({ code, count }) => (
          <li key={code}>{t('skippedLine', { count, reason: reason(code) })}</li>
        ))}
      </ul>
    </div>
  )
}

/** Why somebody was left out, in a few words: a reason of `bulk.skip`, an unmet condition, or a refusal. */
export function useSkipReason(): (code: string) => string {
  const t = useTranslations('bulk')
  const findings = useTranslations('findings')
  return (code) => {
    if (t.has(`skip.${code}` as never)) return dataWord(t, `skip.${code}`)
    if (findings.has(`${code}.title` as never)) return t('unmet', { condition: dataWord(findings, `${code}.title`) })
    return t('refused', { code })
  }
}

import { useTranslations } from 'next-intl'
import type { WorkBehind } from '@/lib/kinerja/evaluation-work.server'

/**
 * How much approved work there is and with how much evidence, in words that open the list: in a window of its own, so that
 * what is typed beside it stays.
 *
 * @param confirmed how many entries there were when the employee confirmed
 */
export function WorkLink({ work: { entries, pieces, href }, confirmed }: { work: WorkBehind; confirmed?: number }) {
  const t = useTranslations('evaluation')
  return (
    <>
      {entries === 0 ? (
        t('entries', { count: 0 })
      ) : (
        <a
          href={href}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex min-h-11 items-center text-link underline md:min-h-6 print:no-underline"
        >
          {[t('entries', { count: entries }), t('pieces', { count: pieces })].join(', ')}
        </a>
      )}
      {confirmed !== undefined && confirmed !== entries && ` ${t('entriesConfirmed', { count: confirmed })}`}
    </>
  )
}

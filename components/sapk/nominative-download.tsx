import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'

/** Unduh: the list under its filters as a workbook or as CSV. */
export function NominativeDownload({ query }: { query: Record<string, string> }) {
  const t = useTranslations('nominative.download')
  const href = (format: string) => `/api/sapk/nominatif?${new URLSearchParams({ ...query, format })}`
  return (
    <details className="relative">
      <summary className="inline-flex min-h-11 w-full cursor-pointer list-none items-center justify-center gap-2 rounded-md border border-border px-4 text-sm font-semibold hover:bg-soft md:min-h-10 [&::-webkit-details-marker]:hidden">
        <Icon name="download" className="size-4" />
        {t('title')}
      </summary>
      <ul className="absolute right-0 z-20 mt-2 grid w-52 rounded-lg border border-line bg-bg p-2 shadow-overlay">
        {['xlsx', 'csv'].map((format) => (
          <li key={format}>
            <a href={href(format)} download className="flex min-h-11 items-center px-3 text-sm md:min-h-9">
              {t(format)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

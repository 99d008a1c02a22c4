import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'

/** What was told to the public so far, the newest first. */
export function Announced({ lines }: { lines: { id: string; title: string; by: string; reason: string | null }[] }) {
  const t = useTranslations('results.announced')
  return (
    <Card title={t('title')}>
      {lines.length === 0 ? (
        <p className="text-sm text-muted">{t('none')}</p>
      ) : (
        <ol className="grid divide-y divide-line text-sm">
          {lines.map(({ id, title, by, reason }) => (
            <li key={id} className="grid gap-0.5 py-2 first:pt-0 last:pb-0">
              <a href={`/cat/pengumuman/${id}`} className="font-semibold">
                {title}
              </a>
              {reason && <span>{reason}</span>}
              <span className="text-muted">{by}</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { PublicFrame } from '@/components/public/public-frame'
import { EmptyState } from '@/components/ui/empty-state'
import { listAnnounced } from '@/lib/cat/announced.server'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('results.public'))('title') }
}

/** What every agency has announced, the newest first. Plain HTML: nothing here needs JavaScript. */
export default async function Page() {
  const t = await getTranslations('results')
  const locale = localeFrom(await getLocale())
  const announced = await listAnnounced(new Date())
  return (
    <PublicFrame>
      <main id="isi" className="mx-auto w-full max-w-[1024px] px-4 py-6 md:px-12 md:py-10">
        <h1 tabIndex={-1}>{t('public.title')}</h1>
        <p className="mt-1 max-w-[64ch] text-muted">{t('public.subtitle')}</p>
        {announced.length === 0 ? (
          <EmptyState title={t('public.empty')}>{t('public.emptyText')}</EmptyState>
        ) : (
          <ul className="mt-6 grid divide-y divide-line border-y border-line">
            {announced.map(({ id, agency, stage, version, programme, publishedAt }) => (
              <li key={id} className="py-3">
                <a href={`/cat/pengumuman/${id}`} className="inline-flex min-h-11 items-center font-semibold">
                  {t(`stage.${stage}`)}, {programme.name}
                </a>
                <p className="text-sm text-muted">
                  {t('public.facts', { agency, version, at: formatInstant(publishedAt, locale, 'Asia/Jakarta') })}
                </p>
              </li>
            ))}
          </ul>
        )}
      </main>
    </PublicFrame>
  )
}

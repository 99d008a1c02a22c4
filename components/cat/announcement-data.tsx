import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'

/** What somebody needs to compute an announcement again. */
export function AnnouncementData({ id, sessions }: { id: string; sessions: readonly string[] }) {
  const t = useTranslations('results.public')
  const files = [
    { href: `/cat/pengumuman/${id}/data`, label: t('announcement') },
    ...sessions.map((session, at) => ({ href: `/cat/bukti/${session}/data`, label: t('session', { at: at + 1 }) })),
    { href: '/cat/ruang-ujian/verify-exam.mjs', label: t('script') },
    { href: '/cat/ruang-ujian/otoritas.pem', label: t('authority') },
  ]
  return (
    <Card title={t('verify')}>
      <p className="text-sm text-muted">{t('verifyText')}</p>
      <ul className="mt-2 text-sm">
        {files.map(({ href, label }) => (
          <li key={href}>
            <a href={href} download className="inline-flex min-h-11 items-center md:min-h-8">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}

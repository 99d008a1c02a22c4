import { useLocale, useTranslations } from 'next-intl'
import { AppLink } from '@/components/ui/link'
import { formatInstant, type Zone } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { listAbsenceFiles } from '@/lib/kinerja/absence-import.server'

/** The files that were read lately, each leading to what became of it. */
export function AbsenceFiles({ files, zone }: { files: Awaited<ReturnType<typeof listAbsenceFiles>>; zone: Zone }) {
  const t = useTranslations('consequence.absence.file')
  const locale = localeFrom(useLocale())
  if (files.length === 0) return null
  return (
    <section className="mt-6">
      <h3 className="text-sm">{t('recent')}</h3>
      <ul className="mt-1 grid gap-1 text-sm">
        {files.map(({ id, fileName, createdAt, appliedAt, undoneAt }) => (
          <li key={id}>
            <AppLink href={`/kinerja/tindak-lanjut/impor/${id}`}>{fileName}</AppLink>{' '}
            <span className="text-muted">
              {formatInstant(createdAt, locale, zone)}, {t(undoneAt ? 'undone' : appliedAt ? 'applied' : 'waiting')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

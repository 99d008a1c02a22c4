import { useTranslations } from 'next-intl'
import { AppLink } from '@/components/ui/link'
import { dataWord } from '@/lib/i18n/data-word'
import type { Finding } from '@/lib/refusal'

/** The history in which a condition can be mended, by the code of its finding. */
const MENDED_IN: Record<string, string> = {
  'promotion.predicate': 'kinerja',
  'promotion.predicate_missing': 'kinerja',
  'promotion.predicate_1': 'kinerja',
  'promotion.predicate_missing_1': 'kinerja',
  'promotion.post_range': 'jabatan',
  'promotion.post_tenure_1': 'jabatan',
  'promotion.inaugurated_tenure_1': 'jabatan',
  'promotion.inauguration': 'jabatan',
  'promotion.inaugurated': 'jabatan',
  'promotion.credit_points': 'angka-kredit',
  'promotion.education_ceiling': 'pendidikan',
  'promotion.service_exam_1': 'diklat',
  'promotion.service_exam_2': 'diklat',
  'promotion.rank': 'golongan',
  'promotion.decree': 'golongan',
  'promotion.unpaid_leave': 'cuti',
  'promotion.tenure_2': 'golongan',
  'promotion.tenure_4': 'golongan',
  'promotion.sanction': 'hukuman-disiplin',
}

/**
 * Where each unmet condition of a person can be looked at, and mended by whoever keeps the histories; then the file and
 * the career.
 */
export function FindingLinks({
  employeeId,
  findings,
  canCorrect,
}: {
  employeeId: string
  findings: readonly Finding[]
  canCorrect: boolean
}) {
  const t = useTranslations('lists.finding')
  const kinds = findings.flatMap(({ met, code }) => (met ? [] : (MENDED_IN[code] ?? [])))
  const links = [
    ...(canCorrect
      ? [...new Set(kinds)].map((kind) => ({ key: kind, href: `/pegawai/${employeeId}/riwayat/${kind}` }))
      : []),
    { key: 'file', href: `/pegawai/${employeeId}` },
    { key: 'career', href: `/pegawai/${employeeId}/karier` },
  ]
  return (
    <ul className="grid">
      {links.map(({ key, href }) => (
        <li key={key}>
          <AppLink href={href} className="inline-flex min-h-11 items-center md:min-h-8">
            {dataWord(t, key)}
          </AppLink>
        </li>
      ))}
    </ul>
  )
}

import 'server-only'
import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/auth/actor'
import { candidateConditions, candidateFilter, ownSession } from '@/lib/cat/candidates-read.server'
import { formatInstant, type Locale } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { translatorFor } from '@/lib/i18n/translator.server'
import type { ListSource } from '@/lib/list-source'
import { listStatement } from '@/lib/list-statement.server'
import { siteZone } from '@/lib/zones-abroad'

type Row = {
  number: string
  name: string
  bornOn: string
  sex: string
  education: string
  formation: string
  position: string
  kind: string
  location: string
  accommodation: string | null
  session: number | null
  site: string | null
  zone: string | null
  startsAt: number | null // seconds since 1970
}

const COLUMNS: readonly (keyof Row)[] = [
  'number',
  'name',
  'bornOn',
  'sex',
  'education',
  'formation',
  'position',
  'kind',
  'location',
  'accommodation',
  'session',
  'site',
  'zone',
  'startsAt',
]

/** The list of candidates as a file: who they are, what they apply for, and where and when each one sits. */
export async function candidateSource(
  context: Context,
  query: Record<string, string>,
  locale: Locale,
): Promise<ListSource> {
  const statement = listStatement(sql`
    select c.number, c.name, c.born_on::text, c.sex, c.education, f.code, f.position_name, f.formation_kind, f.location,
      c.accommodation, s.number as session, i.name as site, i.time_zone, extract(epoch from s.starts_at)::float8 as starts,
      null::uuid as person_id, c.agency_id as person_agency_id
    from exam_candidates c join exam_formations f on f.id = c.formation_id
    ${ownSession}
    where ${candidateConditions(context, candidateFilter(query))} order by c.number, c.id`)
  const t = await translatorFor(locale, 'candidate')
  const name = await translatorFor(locale, 'lists')
  return {
    fileName: 'peserta',
    sheet: name('name.candidates'),
    headers: [
      t('column.nomor_peserta'),
      t('column.nama'),
      t('column.tanggal_lahir'),
      t('column.jenis_kelamin'),
      t('column.pendidikan'),
      t('column.kode_formasi'),
      t('column.jabatan'),
      t('column.jenis_formasi'),
      t('column.lokasi'),
      t('column.akomodasi'),
      t('session'),
      t('site'),
      t('startsAt'),
    ],
    statement,
    cells: (values) => {
      const row = Object.fromEntries(COLUMNS.map((column, at) => [column, values[at]])) as Row
      const starts = row.startsAt === null ? null : new Date(Number(row.startsAt) * 1_000)
      return [
        row.number,
        row.name,
        row.bornOn,
        row.sex === 'M' ? t('workbook.male') : t('workbook.female'),
        row.education,
        row.formation,
        row.position,
        dataWord(t, `kind.${row.kind}`),
        row.location,
        row.accommodation && dataWord(t, `accommodation.${row.accommodation}`),
        row.session,
        row.site,
        starts && formatInstant(starts, locale, siteZone(row.zone ?? '')),
      ]
    },
  }
}

import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Sql } from 'postgres'
import type { ProgrammeSection } from '@/lib/cat/programme'

const SECTION_NAMES = {
  TWK: 'Tes Wawasan Kebangsaan',
  TIU: 'Tes Intelegensia Umum',
  TKP: 'Tes Karakteristik Pribadi',
  SKB: 'Seleksi Kompetensi Bidang',
} as const

type SectionCode = keyof typeof SECTION_NAMES

const WEIGHTED: readonly SectionCode[] = ['TKP']
const OPTIONS = 5

const POINTS_PER_ITEM = 5

type Line = Record<string, string>

/** The selections so far as they lie in the reference data. What is not confirmed is marked so. */
export function readExamProgrammes() {
  const programmes = read('exam_programmes.csv').map((line) => ({
    code: text(line, 'code'),
    name: text(line, 'name'),
    year: Number(text(line, 'year')),
    sections: words(line.sections).map(sectionOf),
    durationSeconds: Number(text(line, 'minutes')) * 60,
    accommodatedSeconds: line.netra_minutes ? { netra: Number(line.netra_minutes) * 60 } : {},
    ranking: rankingOf(line),
    weightPercent: Number(text(line, 'weight_percent')),
    source: text(line, 'source'),
    isConfirmed: line.confidence === 'high',
  }))
  const grades = read('exam_passing_grades.csv').map((line) => ({
    programme: text(line, 'programme'),
    formationKind: text(line, 'formation_kind'),
    jobGroup: line.job_group ?? '',
    minimumBySection: Object.fromEntries(
      (Object.keys(SECTION_NAMES) as SectionCode[]).flatMap((code) => {
        const minimum = line[code.toLowerCase()]
        return minimum ? [[code, Number(minimum)]] : []
      }),
    ),
    minimumTotal: optionalNumber(line.total),
    fillTotal: optionalNumber(line.fill_total),
    source: text(line, 'source'),
    isConfirmed: line.confidence === 'high',
  }))
  const secondRules = read('exam_second_rules.csv').map((line) => ({
    programme: text(line, 'programme'),
    agencies: text(line, 'agencies'),
    rule: text(line, 'rule'),
    value: Number(text(line, 'value')),
    source: text(line, 'source'),
    isConfirmed: line.confidence === 'high',
  }))
  const fillRules = read('exam_fill_rules.csv').map((line) => ({
    programme: text(line, 'programme'),
    position: Number(text(line, 'position')),
    into: text(line, 'into'),
    from: text(line, 'from'),
    isSameLocation: line.location === 'same',
    source: text(line, 'source'),
    isConfirmed: line.confidence === 'high',
  }))
  return { programmes, grades, secondRules, fillRules }
}

/** With the rule of an earlier selection whose scores count, as `SKD-2018:failed_at_last:better:P1/TL`. */
function rankingOf(line: Line) {
  if (!line.per_vacancy) return null
  const ranking = { tieBreak: words(line.tie_break), perVacancy: Number(line.per_vacancy) }
  const [programme, of, use, mark] = (line.earlier ?? '').split(':')
  return programme ? { ...ranking, earlier: { programme, of, use, mark: mark || null } } : ranking
}

/** Loads them. What is there already stays: an administrator may have changed it. */
export async function loadExamProgrammes(sql: Sql): Promise<void> {
  const { programmes, grades, secondRules, fillRules } = readExamProgrammes()
  for (const each of programmes)
    await sql`
      insert into exam_programmes (code, name, year, sections, duration_seconds, accommodated_seconds, ranking,
        weight_percent, source, is_confirmed)
      values (${each.code}, ${each.name}, ${each.year}, ${sql.json(each.sections)}, ${each.durationSeconds},
        ${sql.json(each.accommodatedSeconds)}, ${each.ranking && sql.json(each.ranking)}, ${each.weightPercent}, ${each.source},
        ${each.isConfirmed}) on conflict do nothing`
  for (const each of grades)
    await sql`
      insert into exam_passing_grades (programme_id, formation_kind, job_group, minimum_by_section, minimum_total,
        fill_total, source, is_confirmed)
      select id, ${each.formationKind}, ${each.jobGroup}, ${sql.json(each.minimumBySection)}, ${each.minimumTotal},
        ${each.fillTotal}, ${each.source}, ${each.isConfirmed}
      from exam_programmes where code = ${each.programme} on conflict do nothing`
  for (const each of secondRules)
    await sql`
      insert into exam_second_rules (programme_id, agencies, rule, value, source, is_confirmed)
      select id, ${each.agencies}, ${each.rule}, ${each.value}, ${each.source}, ${each.isConfirmed}
      from exam_programmes where code = ${each.programme} on conflict do nothing`
  for (const each of fillRules)
    await sql`
      insert into exam_fill_rules (programme_id, position, into_kind, from_kind, is_same_location, source, is_confirmed)
      select id, ${each.position}, ${each.into}, ${each.from}, ${each.isSameLocation}, ${each.source}, ${each.isConfirmed}
      from exam_programmes where code = ${each.programme} on conflict do nothing`
}

/** A section as the table writes it: `TWK:30`, with its number of items. */
function sectionOf(written: string): ProgrammeSection {
  const [code, items] = written.split(':') as [SectionCode, string]
  return {
    code,
    name: SECTION_NAMES[code],
    itemCount: Number(items),
    pointsPerItem: POINTS_PER_ITEM,
    scoring: WEIGHTED.includes(code) ? 'weighted' : 'single',
    optionCount: OPTIONS,
  }
}

function words(text = ''): string[] {
  return text.split(' ').filter(Boolean)
}

function read(file: string): Line[] {
  return parse(readFileSync(new URL(`../reference/${file}`, import.meta.url), 'utf8'), { columns: true })
}

function text(line: Line, column: string): string {
  const value = line[column]
  if (!value) throw new Error(`reference data has no ${column} in ${JSON.stringify(line)}`)
  return value
}

function optionalNumber(value: string | undefined): number | null {
  return value ? Number(value) : null
}

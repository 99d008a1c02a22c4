import { addYears, type CivilDate, isFirstOfMonth, yearOf } from '@/lib/civil-date'
import type { HistoryKind } from '@/lib/registry/history'

/** A row as somebody wants to write it; `values` are those of its kind. */
export type HistoryDraft = {
  kind: HistoryKind
  effectiveOn: CivilDate
  decreeNumber: string
  decreeOn: CivilDate | null
  values: Record<string, unknown>
}

type Holder = { bornOn: CivilDate; cpnsOn: CivilDate }

/** Decided by a decree: nobody's word is enough. */
const BY_DECREE: readonly HistoryKind[] = ['rank', 'position', 'appointment', 'serviceTime', 'discipline']
export function isByDecree(kind: HistoryKind): boolean {
  return BY_DECREE.includes(kind)
}

/** Begin in the service, not before it. */
const IN_SERVICE: readonly HistoryKind[] = [
  'rank',
  'position',
  'appointment',
  'performance',
  'creditPoint',
  'discipline',
  'leave',
]
/** A decree may set a day to come; everything else is known only when it has happened. */
const MAY_BE_AHEAD: readonly HistoryKind[] = ['rank', 'position', 'appointment', 'discipline', 'leave']
const MOST_YEARS_AHEAD = 1

/** The first and the last day of what has both; without a first one it begins on the TMT. */
const SPANS: Partial<Record<HistoryKind, { from?: string; to: string }>> = {
  position: { to: 'endsOn' },
  discipline: { to: 'endsOn' },
  leave: { to: 'endsOn' },
  serviceTime: { from: 'startedOn', to: 'endedOn' },
  creditPoint: { from: 'periodStartsOn', to: 'periodEndsOn' },
  performance: { from: 'periodStartsOn', to: 'periodEndsOn' },
}

const STATUS_OF: Record<string, readonly string[]> = {
  spouse: ['married', 'divorced', 'deceased'],
  child: ['biological', 'step', 'adopted', 'deceased'],
  parent: ['living', 'deceased'],
}

/**
 * What cannot be in a row of a history: the fields at fault, each with its code of `refusals`.
 *
 * Source: the TMT of a rank and of an appointment is the first of a month (PP 99/2000, PP 11/2017); the TMT CPNS stands
 * in the NIP and is BKN's to correct (Perka BKN 22/2007).
 */
export function historyFaults(draft: HistoryDraft, holder: Holder, today: CivilDate): Record<string, string> {
  return { ...valueFaults(draft, holder), ...decreeFaults(draft, holder, today), ...dayFaults(draft, holder, today) }
}

function dayFaults(
  { kind, effectiveOn, values }: HistoryDraft,
  holder: Holder,
  today: CivilDate,
): Record<string, string> {
  const code = () => {
    if (effectiveOn <= holder.bornOn && values.relation !== 'parent') return 'history.before_birth'
    if (IN_SERVICE.includes(kind) && effectiveOn < holder.cpnsOn) return 'history.before_service'
    if (!MAY_BE_AHEAD.includes(kind) && effectiveOn > today) return 'history.in_future'
    if (effectiveOn > addYears(today, MOST_YEARS_AHEAD)) return 'history.too_far_ahead'
    if ((kind === 'rank' || kind === 'appointment') && !isFirstOfMonth(effectiveOn)) return 'history.not_first_of_month'
    const isEntry = kind === 'appointment' && values.status !== 'pns'
    if (isEntry && effectiveOn !== holder.cpnsOn) return 'history.entry_protected'
    return undefined
  }
  const fault = code()
  return fault ? { effectiveOn: fault } : {}
}

function decreeFaults({ kind, decreeNumber, decreeOn }: HistoryDraft, { bornOn }: Holder, today: CivilDate) {
  const faults: Record<string, string> = {}
  if (isByDecree(kind) && decreeNumber === '') faults.decreeNumber = 'history.decree_required'
  if (isByDecree(kind) && decreeOn === null) faults.decreeOn = 'history.decree_required'
  if (decreeOn !== null && decreeOn > today) faults.decreeOn = 'history.in_future'
  if (decreeOn !== null && decreeOn <= bornOn) faults.decreeOn = 'history.before_birth'
  return faults
}

function valueFaults({ kind, effectiveOn, values }: HistoryDraft, { bornOn }: Holder) {
  const faults: Record<string, string> = {}
  const span = SPANS[kind]
  const from = span?.from ? values[span.from] : effectiveOn
  const to = span && values[span.to]
  if (span && typeof from === 'string' && typeof to === 'string' && to < from) {
    faults[`values.${span.to}`] = 'history.ends_before_start'
  }
  if (typeof values.year === 'number' && values.year !== yearOf(effectiveOn)) {
    faults['values.year'] = 'history.other_year'
  }
  const { graduatedYear, relation, status, spouseOrdinal, unpaidKind } = values
  if (typeof spouseOrdinal === 'number' && relation !== 'child') faults['values.spouseOrdinal'] = 'history.of_a_child'
  if (typeof unpaidKind === 'string' && values.kind !== 'CLTN') faults['values.unpaidKind'] = 'history.of_unpaid_leave'
  if (typeof graduatedYear === 'number' && (graduatedYear <= yearOf(bornOn) || graduatedYear > yearOf(effectiveOn))) {
    faults['values.graduatedYear'] = 'history.graduated_year'
  }
  if (typeof relation === 'string' && !STATUS_OF[relation]?.includes(String(status))) {
    faults['values.status'] = 'history.status_of_relation'
  }
  return kind === 'performance' ? { ...faults, ...periodFaults(values) } : faults
}

/** A part of the year that was assessed has both its days, in that year. */
function periodFaults({ year, periodStartsOn, periodEndsOn }: Record<string, unknown>): Record<string, string> {
  const days = Object.entries({ periodStartsOn, periodEndsOn })
  const faulty = days.filter(([, day]) =>
    typeof day === 'string' ? yearOf(day) !== year : days.some(([, other]) => typeof other === 'string'),
  )
  return Object.fromEntries(faulty.map(([name]) => [`values.${name}`, 'history.period_of_year']))
}

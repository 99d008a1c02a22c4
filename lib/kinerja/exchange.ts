import type { CivilDate } from '@/lib/civil-date'
import { daysBetween, yearOf } from '@/lib/civil-date'
import type { PlanPerson } from '@/lib/kinerja/plan'
import { exchangeCode } from '@/lib/kinerja/rating'
import type { Cell } from '@/lib/list-source'
import { NIP_SHAPE } from '@/lib/registry/nip'
import type { Predicate, Rating } from '@/lib/registry/predicate'

/** An evaluation of PermenPANRB 6/2022 that is final, with the people of its plan. */
export type ExchangedEvaluation = {
  kind: 'periodic' | 'annual'
  startsOn: CivilDate
  endsOn: CivilDate
  result: Rating
  behaviour: Rating
  predicate: Predicate
  employee: PlanPerson
  appraiser: PlanPerson
}

/**
 * What the exchange with SIASN calls its columns. Ids that SIASN itself gives out (of the person, of the coefficient) are
 * not known here: it finds people by NIP.
 *
 * Source: the fields of kinerja periodik in SIASN, believed and not confirmed by BKN (README.md).
 */
export const EXCHANGE_COLUMNS = [
  'tahun',
  'periodik',
  'bulanMulaiPenilaian',
  'tahunMulaiPenilaian',
  'bulanSelesaiPenilaian',
  'tahunSelesaiPenilaian',
  'pnsDinilaiNip',
  'pnsDinilaiNama',
  'hasilKinerjaNilai',
  'perilakuKerjaNilai',
  'kuadranKinerjaNilai',
  'penilaiNipNrp',
  'penilaiNama',
  'penilaiJabatan',
  'penilaiUnorNama',
  'penilaiGolongan',
  'statusPenilai',
] as const

/**
 * Days from the first to the last of the longest period that is still told as a month: half a quarter. SIASN knows months
 * and quarters alone, so what a move leaves of a quarter has to be told as one of them; the line is ours.
 */
const LONGEST_MONTH_DAYS = 45

/** One line of the file for SIASN, in the order of `EXCHANGE_COLUMNS`: ratings and predikat by their codes. */
export function exchangeLine({
  kind,
  startsOn,
  endsOn,
  result,
  behaviour,
  predicate,
  ...people
}: ExchangedEvaluation): Cell[] {
  const { employee, appraiser } = people
  return [
    yearOf(startsOn),
    kind === 'annual' ? 'TAHUNAN' : daysBetween(startsOn, endsOn) > LONGEST_MONTH_DAYS ? 'TRIWULAN' : 'BULANAN',
    monthOf(startsOn),
    yearOf(startsOn),
    monthOf(endsOn),
    yearOf(endsOn),
    employee.nip,
    employee.name,
    exchangeCode(result),
    exchangeCode(behaviour),
    exchangeCode(predicate),
    appraiser.nip,
    appraiser.name,
    appraiser.position,
    appraiser.unit,
    appraiser.rank,
    NIP_SHAPE.test(appraiser.nip) ? 'ASN' : 'NON ASN',
  ]
}

function monthOf(day: CivilDate): number {
  return Number(day.slice(5, 7))
}

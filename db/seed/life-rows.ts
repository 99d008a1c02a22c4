import { addDays, addMonths, yearOf } from '@/lib/civil-date'
import type { Person } from './people'
import { decree, NO_DECREE, type Place, type Write } from './person-tables'
import type { Random } from './random'

export function family(write: Write, random: Random, person: Person, { asOf }: Place) {
  if (person.maritalStatus === 'Belum Kawin') return
  const age = yearOf(asOf) - yearOf(person.bornOn)
  const marriedOn = addMonths(person.bornOn, 12 * Math.min(age - 1, random.between(22, 30)))
  const status =
    person.maritalStatus === 'Menikah' ? 'married' : person.maritalStatus === 'Cerai' ? 'divorced' : 'deceased'
  const spouseBorn = addDays(person.bornOn, random.between(-1500, 1500))
  const spouse = person.sex === 'male' ? random.pick(SPOUSES.female) : random.pick(SPOUSES.male)
  const certificate = `${random.between(100, 999)}/${random.between(1, 60)}/${yearOf(marriedOn)}`
  write('family_history', marriedOn, NO_DECREE, [
    'spouse',
    spouse,
    spouseBorn,
    status,
    certificate,
    status === 'married',
  ])
  const children = Math.min(random.between(0, 3), Math.floor((age - 24) / 3))
  for (let child = 1; child <= children; child += 1) {
    const born = addDays(marriedOn, 400 + child * random.between(600, 1000))
    if (born >= asOf) continue
    const name = random.pick(child % 2 === 0 ? SPOUSES.female : SPOUSES.male)
    const values = [
      'child',
      name,
      born,
      'biological',
      `AL.${random.between(10000, 99999)}`,
      born > addMonths(asOf, -252),
    ]
    write('family_history', born, NO_DECREE, values)
  }
}

const SPOUSES = {
  female: ['Ratna Permata', 'Dewi Anjani', 'Sari Mulia', 'Intan Pertiwi', 'Nurul Huda', 'Maya Sartika', 'Rina Kusuma'],
  male: ['Budi Prakoso', 'Agus Triyono', 'Rizal Maulana', 'Hendra Saputra', 'Yusuf Hidayat', 'Dimas Pratama'],
} as const satisfies Record<string, readonly [string, ...string[]]>

/** Sanctions, awards and unpaid leave: few people each. */
export function rest(write: Write, random: Random, person: Person, { agency, asOf }: Place) {
  if (person.status === 'pns' && random.chance(1.2)) sanction()
  const years = yearOf(asOf) - yearOf(person.cpnsOn)
  for (const after of [10, 20, 30]) {
    if (person.status !== 'pns' || years <= after || !random.chance(70)) continue
    const year = yearOf(person.cpnsOn) + after
    const own = {
      number: `${random.between(10, 99)}/TK/${year}`,
      on: `${year}-08-10`,
      by: 'Presiden Republik Indonesia',
    }
    write('award_history', `${year}-08-17`, own, [`Satyalancana Karya Satya ${after} Tahun`, year])
  }
  if (person.legalStatus === '02') {
    const from = addMonths(`${asOf.slice(0, 7)}-01`, -random.between(2, 20))
    write('leave_history', from, decree(random, '851', from, agency.headTitle), [
      'CLTN',
      addDays(addMonths(from, 36), -1),
      null,
    ])
  }

  function sanction() {
    const severity = random.chance(60) ? 'light' : random.chance(70) ? 'medium' : 'severe'
    const from = addMonths(`${asOf.slice(0, 7)}-01`, -random.between(1, 30))
    if (from <= person.cpnsOn) return
    const endsOn = addDays(addMonths(from, severity === 'light' ? 6 : 12), -1)
    const own = decree(random, '862', from, agency.headTitle)
    write('discipline_history', from, own, [severity, SANCTIONS[severity], endsOn, 'PP 94/2021'])
  }
}

const SANCTIONS = {
  light: 'Pernyataan tidak puas secara tertulis',
  medium: 'Pemotongan tunjangan kinerja 25 persen selama 12 bulan',
  severe: 'Penurunan jabatan setingkat lebih rendah selama 12 bulan',
} as const

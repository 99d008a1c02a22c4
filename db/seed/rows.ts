import { yearOf } from '@/lib/civil-date'
import { appointments, performance, posts, ranks, studies, trainings } from './career-rows'
import { add, type Tables } from './copy'
import { creditPoints } from './credit-points'
import { addEmployee } from './employee-row'
import { family, rest } from './life-rows'
import type { Person } from './people'
import { type PersonTable, type Place, seedId, type Write } from './person-tables'
import type { Random } from './random'

/** Adds all rows of a person. Without histories only the employee is written, for measurements that ask for nothing else. */
export function addPerson(
  tables: Record<PersonTable, Tables[string]>,
  random: Random,
  person: Person,
  place: Place,
  withHistories: boolean,
) {
  addEmployee(tables, random, person, place)
  if (!withHistories) return
  const employeeId = seedId(place.index)
  let row = 0
  const write: Write = (table, effectiveOn, { number, on, by }, values) => {
    row += 1
    const common = [seedId(place.index, row), employeeId, effectiveOn, number, on, by, 'seed', place.recordedAt]
    add(tables[table], [...common, ...values])
  }
  ranks(write, random, person, place)
  posts(write, random, person, place)
  studies(write, random, person)
  appointments(write, random, person, place)
  trainings(write, random, person, place)
  const predicates = performance(write, random, person, place)
  for (const credit of creditPoints(person, predicates, place.reference)) {
    const decree = { number: `PAK/${person.nip.slice(8, 14)}/${yearOf(credit.endsOn)}`, on: credit.endsOn, by: null }
    write('credit_point_history', credit.endsOn, decree, [
      credit.startsOn,
      credit.endsOn,
      credit.thousandths,
      credit.kind,
    ])
  }
  family(write, random, person, place)
  rest(write, random, person, place)
}

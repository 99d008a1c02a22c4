import { type CivilDate, monthOf, yearOf } from '@/lib/civil-date'
import { creditFor } from '@/lib/kinerja/conversion'
import type { Predicate } from '@/lib/registry/predicate'
import type { Reference } from '@/lib/registry/reference'
import { rowOn } from '@/lib/registry/validity'
import type { Person } from './people'
import { gradeAt } from './posts'

export type CreditPoint = {
  startsOn: CivilDate
  endsOn: CivilDate
  thousandths: number
  kind: 'integration' | 'conversion'
}

/** From this year angka kredit follows from the annual predicate. Source: PermenPANRB 1/2023. */
const CONVERSION_YEAR = 2023
const INTEGRATED_ON = '2022-12-31'

/** Angka kredit of the jenjang held now: what had come together by 2022, then one conversion a year. */
export function creditPoints(person: Person, predicates: Record<number, string>, reference: Reference): CreditPoint[] {
  const post = person.career.posts[person.career.posts.length - 1]
  const grade = post?.kind === 'functional' ? gradeName(post.title) : undefined
  const row = grade && rowOn(reference.creditPoints, grade, '2026-01-01')
  if (!post || !row || person.status !== 'pns') return []
  const points: CreditPoint[] = []
  const since = gradeSince(person, post.effectiveOn)
  if (since < INTEGRATED_ON) {
    const months = (CONVERSION_YEAR - yearOf(since)) * 12 - monthOf(since) + 1
    const thousandths = creditFor(row.coefficientThousandths, 'good', months)
    points.push({ startsOn: since, endsOn: INTEGRATED_ON, thousandths, kind: 'integration' })
  }
  for (const [text, predicate] of Object.entries(predicates)) {
    const year = Number(text)
    if (year < yearOf(since)) continue
    const startsOn = year === yearOf(since) ? since : `${year}-01-01`
    const thousandths = creditFor(row.coefficientThousandths, predicate as Predicate, 13 - monthOf(startsOn))
    points.push({ startsOn, endsOn: `${year}-12-31`, thousandths, kind: 'conversion' })
  }
  return points
}

const gradeName = (title: string) =>
  /(Pemula|Terampil|Mahir|Penyelia|Ahli Pertama|Ahli Muda|Ahli Madya|Ahli Utama)$/.exec(title)?.[0]

/** The later of the post and the rank that opened the jenjang: angka kredit begin anew there. */
function gradeSince({ career }: Person, postSince: CivilDate): CivilDate {
  const post = career.posts[career.posts.length - 1]
  const category = post && /(Ahli)/.test(post.title) ? 'keahlian' : 'keterampilan'
  const last = career.ranks[career.ranks.length - 1]
  if (!last) return postSince
  const first = career.ranks.find(({ rank }) => gradeAt(category, rank) === gradeAt(category, last.rank))
  return first && first.effectiveOn > postSince ? first.effectiveOn : postSince
}

import type { Sql, TransactionSql } from 'postgres'
import { addDays, type CivilDate, civilDateIn } from '@/lib/civil-date'
import { assess, twoDecimals } from '@/lib/kinerja/assessment'
import type { AssessmentInput } from '@/lib/kinerja/assessment-input'
import { evaluationPeriods } from '@/lib/kinerja/evaluation'
import { predicateOf } from '@/lib/kinerja/rating'
import type { Predicate, Rating } from '@/lib/registry/predicate'

const YEAR = 2026
const QUARTERS = [
  [`${YEAR}-01-01`, `${YEAR}-03-31`],
  [`${YEAR}-04-01`, `${YEAR}-06-30`],
  [`${YEAR}-07-01`, `${YEAR}-09-30`],
] as const

/** Where the last quarter stands, one person of the team each; the holder of the account `pegawai` has still to confirm. */
const STORIES = [
  'open',
  'confirmed',
  'confirmed',
  'received',
  'accepted',
  'accepted',
  'objected',
  'answered',
  'confirmed',
] as const

type State = (typeof STORIES)[number]

/** What results and behaviour were rated in each quarter, by turns. */
const RATED: readonly [Rating, Rating][] = [
  ['as_expected', 'as_expected'],
  ['above', 'as_expected'],
  ['as_expected', 'above'],
  ['above', 'above'],
  ['below', 'as_expected'],
]

/** Ratings that make the predikat which the history of a person already has for a year. */
const RATINGS_OF: Record<Predicate, [Rating, Rating]> = {
  very_good: ['above', 'above'],
  good: ['as_expected', 'as_expected'],
  needs_improvement: ['below', 'as_expected'],
  poor: ['as_expected', 'below'],
  very_poor: ['below', 'below'],
}

const REALISED = [
  '310 surat, diteruskan pada hari yang sama',
  '9 ruang, 98 persen sesuai fisik',
  '1 naskah',
  '36 rapat',
]
const GROUND = 'Hasil dipakai pimpinan dan tepat waktu. Pertahankan ketelitian catatan.'
const FEEDBACK = ['Rapi dan tepat waktu.', 'Periksa kembali sebelum dikirim.', 'Baik, teruskan.', '']

type Plan = { id: string; employeeId: string; items: string[]; predicate: Predicate | null }

/**
 * Evaluations of the demonstration team: the quarters of the year that are over, last year's annual ones that say what the
 * histories say, and two years of PP 46/2011. Runs as the owner of the database, after the plans; does nothing where the
 * agency has evaluations.
 */
export async function seedEvaluations(sql: Sql, agencyId: number, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const [known] = await tx`select from evaluations where agency_id = ${agencyId}`
    if (known) return
    const today = civilDateIn('Asia/Jakarta', now)
    const team = await teamOf(tx, agencyId)
    for (const [at, plan] of team.entries()) {
      for (const [quarter, [startsOn, endsOn]] of QUARTERS.entries()) {
        const state = quarter < 2 ? 'accepted' : (STORIES[at % STORIES.length] ?? 'accepted')
        if (endsOn >= today || state === 'open') continue
        const ratings = RATED[(at + quarter) % RATED.length] ?? ['as_expected', 'as_expected']
        await addEvaluation(tx, plan, { kind: 'periodic', startsOn, endsOn }, state, ratings)
      }
      if (at === 0) continue
      const year = { kind: 'annual' as const, startsOn: `${YEAR - 1}-01-01`, endsOn: `${YEAR - 1}-12-31` }
      const ratings = RATINGS_OF[plan.predicate ?? 'good']
      const before = await copyPlan(tx, plan, year)
      await addEvaluation(tx, before, year, 'accepted', ratings)
      for (const { kind, ...quarter } of evaluationPeriods({ ...year, isEnded: false }, 'quarter')) {
        if (kind === 'periodic') await addEvaluation(tx, before, { kind, ...quarter }, 'accepted', ratings)
      }
      if (at === 1 || at === 2) await addScored(tx, plan, at === 1 ? 'accepted' : 'confirmed')
    }
  })
}

function teamOf(tx: TransactionSql, agencyId: number): Promise<Plan[]> {
  return tx<Plan[]>`
    select p.id, p.employee_id as "employeeId", array_agg(i.id order by i.position) as items,
      (select h.predicate from performance_history h where h.employee_id = p.employee_id and h.year = ${YEAR - 1}
        and not h.is_void order by h.recorded_at desc limit 1) as predicate
    from plans p join plan_items i on i.plan_id = p.id join employees e on e.id = p.employee_id
    where p.agency_id = ${agencyId} and p.state = 'agreed' and exists (
      select from plans l where l.employee_id = p.appraiser_id)
    group by p.id, e.nip
    order by exists (select from accounts a where a.employee_id = p.employee_id) desc, e.nip`
}

type Span = { kind: 'periodic' | 'annual'; startsOn: CivilDate; endsOn: CivilDate }

async function addEvaluation(
  tx: TransactionSql,
  plan: Pick<Plan, 'id' | 'items'>,
  { kind, startsOn, endsOn }: Span,
  state: State,
  [result, behaviour]: [Rating, Rating],
): Promise<void> {
  const isRated = state !== 'confirmed'
  const receivedOn = isRated ? addDays(endsOn, 8) : null
  const isObjected = state === 'objected' || state === 'answered'
  const objectedOn = isObjected ? addDays(endsOn, 12) : null
  const [made] = await tx<{ id: string }[]>`
    insert into evaluations (plan_id, kind, starts_on, ends_on, employee_id, appraiser_id, superior_id, agency_id, unit_id,
      state, confirmed_at, result_rating, behaviour_rating, predicate, ground, received_on, received_at, objected_on,
      objected_at, objection, answer, answered_at)
    select p.id, ${kind}, ${startsOn}, ${endsOn}, p.employee_id, p.appraiser_id, p.superior_id, p.agency_id, p.unit_id,
      ${state}, ${`${addDays(endsOn, 4)}T03:00:00Z`}, ${isRated ? result : null}, ${isRated ? behaviour : null},
      ${isRated ? predicateOf(result, behaviour) : null}, ${isRated ? GROUND : null}, ${receivedOn},
      ${receivedOn && `${receivedOn}T03:00:00Z`}, ${objectedOn}, ${objectedOn && `${objectedOn}T03:00:00Z`},
      ${isObjected ? 'Surat tugas posko banjir belum dihitung.' : null},
      ${state === 'answered' ? 'Surat tugas itu baru saya terima sesudah penilaian.' : null},
      ${state === 'answered' ? `${addDays(endsOn, 15)}T03:00:00Z` : null}
    from plans p where p.id = ${plan.id} returning id`
  if (!made) throw new Error('the evaluation came back empty')
  for (const [at, itemId] of plan.items.entries()) {
    await tx`
      insert into evaluation_lines (evaluation_id, item_id, realisation, feedback)
      values (${made.id}, ${itemId}, ${REALISED[at % REALISED.length] ?? ''},
        ${isRated ? (FEEDBACK[at % FEEDBACK.length] ?? '') : ''})`
  }
}

/** The plan of this year as it stood a year before, with the same words. */
async function copyPlan(
  tx: TransactionSql,
  plan: Plan,
  { startsOn, endsOn }: Span,
): Promise<Pick<Plan, 'id' | 'items'>> {
  const agreedOn = `${startsOn.slice(0, 4)}-01-14`
  const [made] = await tx<{ id: string }[]>`
    insert into plans (employee_id, agency_id, unit_id, regime, model, starts_on, ends_on, state, appraiser_id,
      superior_id, people, resources, accountability, consequences, proposed_at, agreed_at)
    select employee_id, agency_id, unit_id, regime, model, ${startsOn}, ${endsOn}, state, appraiser_id, superior_id, people,
      resources, accountability, consequences, ${`${agreedOn}T02:00:00Z`}, ${`${agreedOn}T03:00:00Z`}
    from plans where id = ${plan.id} returning id`
  if (!made) throw new Error('the plan came back empty')
  const items = await tx<{ id: string }[]>`
    insert into plan_items (plan_id, position, kind, text)
    select ${made.id}, position, kind, text from plan_items where plan_id = ${plan.id} order by position returning id`
  await tx`
    insert into plan_indicators (plan_id, item_id, position, aspect, text, target, target_least, target_most, unit)
    select ${made.id}, copy.id, n.position, n.aspect, n.text, n.target, n.target_least, n.target_most, n.unit
    from plan_indicators n join plan_items i on i.id = n.item_id
    join plan_items copy on copy.plan_id = ${made.id} and copy.position = i.position
    where n.plan_id = ${plan.id}`
  return { id: made.id, items: items.map(({ id }) => id) }
}

const ACTIVITIES = [
  { text: 'Mengagendakan surat masuk dan naskah dinas pimpinan', quantity: 1200, unit: 'surat', cost: null },
  { text: 'Memeriksa catatan barang di ruang kerja Biro Umum', quantity: 36, unit: 'ruang', cost: null },
  { text: 'Melaksanakan pemeliharaan gedung kantor', quantity: 1, unit: 'laporan', cost: 170_395_000 },
]
const SCORED_YEAR = 2020

/** A year of PP 46/2011: scored and accepted, or confirmed and waiting for its score. */
async function addScored(tx: TransactionSql, plan: Plan, state: 'accepted' | 'confirmed'): Promise<void> {
  const [startsOn, endsOn] = [`${SCORED_YEAR}-01-01`, `${SCORED_YEAR}-12-31`]
  const [made] = await tx<{ id: string }[]>`
    insert into plans (employee_id, agency_id, unit_id, regime, starts_on, ends_on, state, appraiser_id, superior_id,
      people, agreed_at)
    select employee_id, agency_id, unit_id, 'pp46_2011', ${startsOn}, ${endsOn}, state, appraiser_id, superior_id, people,
      ${`${SCORED_YEAR}-01-14T03:00:00Z`} from plans where id = ${plan.id} returning id`
  if (!made) throw new Error('the plan came back empty')
  const targets = []
  for (const [at, { text, quantity, unit, cost }] of ACTIVITIES.entries()) {
    const [item] = await tx<{ id: string }[]>`
      insert into plan_items (plan_id, position, kind, text, quantity, quantity_unit, quality, duration, duration_unit,
        cost_rupiah)
      values (${made.id}, ${at + 1}, 'activity', ${text}, ${quantity}, ${unit}, 100, 12, 'month', ${cost}) returning id`
    if (!item) throw new Error('the item came back empty')
    targets.push({ id: item.id, quantity: String(quantity), quality: '100', duration: '12', costRupiah: cost })
  }
  const input = scoredInput(targets)
  const { assessment, predicate } = assess(startsOn, targets, input)
  const { extraTasks, creations } = input
  const isScored = state === 'accepted'
  const [evaluation] = await tx<{ id: string }[]>`
    insert into evaluations (plan_id, kind, starts_on, ends_on, employee_id, appraiser_id, superior_id, agency_id, unit_id,
      state, confirmed_at, additions, score, assessment, predicate, ground, received_on, received_at)
    select p.id, 'annual', p.starts_on, p.ends_on, p.employee_id, p.appraiser_id, p.superior_id, p.agency_id, p.unit_id,
      ${state}, '2021-01-06T03:00:00Z', ${JSON.stringify({ extraTasks, creations })}::text::jsonb,
      ${isScored ? twoDecimals(assessment.value) : null},
      ${isScored ? JSON.stringify(assessment) : null}::text::jsonb, ${isScored ? predicate : null},
      ${isScored ? GROUND : null}, ${isScored ? '2021-01-20' : null}, ${isScored ? '2021-01-20T03:00:00Z' : null}
    from plans p where p.id = ${made.id} returning id`
  if (!evaluation) throw new Error('the evaluation came back empty')
  for (const { quality: _, ...measures } of input.activities) {
    await tx`
      insert into evaluation_lines (evaluation_id, item_id, measures)
      values (${evaluation.id}, ${measures.itemId}, ${JSON.stringify(measures)}::text::jsonb)`
  }
}

function scoredInput(targets: readonly { id: string; quantity: string; costRupiah: number | null }[]): AssessmentInput {
  return {
    activities: targets.map(({ id, quantity, costRupiah }, at) => ({
      itemId: id,
      isDone: true,
      quantity,
      quality: ['90', '88', '85'][at] ?? '85',
      duration: at === 1 ? '11' : '12',
      cost: costRupiah === null ? '' : String(costRupiah),
      credit: '',
    })),
    extraTasks: [{ text: 'Anggota posko banjir', letter: '800/112/BIROUMUM/2020' }],
    creations: [],
    isStructural: false,
    behaviour: { service: '85', integrity: '88', commitment: '90', discipline: '84', teamwork: '86', leadership: '' },
  }
}

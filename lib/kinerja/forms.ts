import type { CivilDate } from '@/lib/civil-date'
import type { TemplateData, TemplateName } from '@/lib/documents/templates'
import { decimal, type Exact, formatExact, fractionFrom, sum } from '@/lib/exact'
import { formatDate, formatNumber, formatRupiah, formatThousandths } from '@/lib/format'
import { type Assessment, BEHAVIOUR_ASPECTS, stepsByActivity } from '@/lib/kinerja/assessment'
import { bandOf, bandsOn } from '@/lib/kinerja/bands'
import { creditPercent, splitAtGrades, totalCredit } from '@/lib/kinerja/conversion'
import type { FoundEvaluation } from '@/lib/kinerja/evaluations-read.server'
import type { Form } from '@/lib/kinerja/form-input'
import type { FoundPlan } from '@/lib/kinerja/plans-read.server'
import { behaviourShare, type Creativity, creativityPoints, extraTaskPoints, planShare } from '@/lib/kinerja/pp46'
import { predicateOf } from '@/lib/kinerja/rating'
import { type Step, stepText } from '@/lib/kinerja/working'
import type { Predicate, Rating } from '@/lib/registry/predicate'
import { plainDecimal, typedNumber } from '@/lib/typed-decimal'
import evaluationWords from '@/messages/id/evaluation.json'
import planWords from '@/messages/id/skp.json'
import stepNames from '@/messages/id/working.json'

export const FORM_TEMPLATES = {
  plan: 'performance-plan-2',
  evaluation: 'performance-evaluation-1',
  document: 'performance-document-2',
  conversion: 'credit-conversion-1',
} as const satisfies Record<Form, TemplateName>

const PREFIX: Record<Form, string> = { plan: 'SKP', evaluation: 'EK', document: 'DEK', conversion: 'KAK' }

/** The number of a form: which form, of which year, and the beginning of the id of what it is about. */
export function formNumber(form: Form, year: number, id: string): string {
  return `${PREFIX[form]}/${year}/${id.replaceAll('-', '').slice(0, 16).toUpperCase()}`
}

type LetterKey = 'letterhead' | 'signatory' | 'employeeSignatory' | 'number' | 'date' | 'place' | 'copies'
type FormData<F extends Form> = Omit<TemplateData<(typeof FORM_TEMPLATES)[F]>, LetterKey>

const figure = (value: string | null) => (value ? formatNumber(typedNumber(value), 'id', 3) : '-')
const money = (value: number | null) => (value === null ? '-' : formatRupiah(value, 'id', 'letter'))
const credit = (thousandths: number | null) => (thousandths === null ? '-' : formatThousandths(thousandths))
const durationOf = (amount: string | null, unit: string | null) =>
  `${figure(amount)} ${planWords.durationUnit[(unit ?? 'month') as keyof typeof planWords.durationUnit]}`
const quantityOf = (amount: string | null, unit: string | null) => `${figure(amount)} ${unit ?? ''}`.trim()
const periodOf = ({ startsOn, endsOn }: { startsOn: CivilDate; endsOn: CivilDate }) =>
  `${formatDate(startsOn)} sampai ${formatDate(endsOn)}`
const decimals = (value: Exact, places = 2) => formatExact(value, places, ',')

/** SKP of either law. */
export function planForm(plan: FoundPlan, agreedOn: CivilDate): FormData<'plan'> {
  const { people, items, behaviours, resources, accountability, consequences, revision, model } = plan
  return {
    people,
    period: periodOf(plan),
    model: model ? planWords.model[model].replace(/^Model /, '') : '',
    agreedOn,
    settledOn: plan.decidedAt && agreedOn,
    revision,
    results: items.flatMap(({ kind, leaderText, text, indicators }) =>
      kind === 'activity'
        ? []
        : [
            {
              kind,
              leader: leaderText,
              text,
              indicators: indicators.map(({ aspect, perspective, text: words, target }) => ({
                aspect,
                perspective: perspective && planWords.perspective[perspective as keyof typeof planWords.perspective],
                text: words,
                target,
              })),
            },
          ],
    ),
    activities: items
      .filter(({ kind }) => kind === 'activity')
      .map((item) => ({
        text: item.text,
        credit: credit(item.creditThousandths),
        quantity: quantityOf(item.quantity, item.quantityUnit),
        quality: figure(item.quality ?? '100'),
        time: durationOf(item.duration, item.durationUnit),
        cost: money(item.costRupiah),
      })),
    expectations: Object.fromEntries(behaviours.map(({ value, expectation }) => [value, expectation])),
    resources,
    accountability,
    consequences,
  }
}

type Rated = FoundEvaluation & { row: NonNullable<FoundEvaluation['row']> }

const ratingsOf = ({ row }: Rated) => ({
  resultRating: row.resultRating as Rating | null,
  behaviourRating: row.behaviourRating as Rating | null,
  predicate: wordOf(row.predicate as Predicate, row.assessment),
})

/** The predikat by the matrix, or the word of a score. */
function wordOf(predicate: Predicate, assessment: Assessment | null): string {
  return assessment ? evaluationWords.word[predicate] : evaluationWords.predicate[predicate]
}

/** Evaluasi kinerja, or penilaian SKP with its working. */
export function evaluationForm(evaluation: Rated): FormData<'evaluation'> {
  const { people, period, items, feedback, row } = evaluation
  return {
    people,
    period: periodOf(period),
    ...ratingsOf(evaluation),
    results: items
      .filter(({ activity }) => !activity)
      .map(({ text, targets, realisation, feedback: said }) => ({
        text,
        targets: targets.map(({ target }) => target),
        realisation,
        feedback: said,
      })),
    feedback: Object.fromEntries(feedback.map(({ value, text }) => [value, text])),
    score: row.assessment && scoreOf(evaluation, row.assessment),
  }
}

function scoreOf(
  { items, period }: Rated,
  { activities, extraTasks, creations, steps, plan }: Assessment,
): FormData<'evaluation'>['score'] {
  const working = stepsByActivity(steps)
  const said = (step: Step) => ({ name: stepNames[step.code], text: stepText(step, 'id') })
  return {
    activities: items.flatMap(({ id, text, activity }, at) => {
      const done = activities.find(({ itemId }) => itemId === id)
      if (!activity || !done) return []
      const lines = working.activities[at] ?? []
      const { quantityUnit, durationUnit, costRupiah } = activity
      const cost = costRupiah === null ? [] : [money(done.cost === '' ? 0 : typedNumber(done.cost))]
      const value = lines.at(-1)
      return [
        {
          text,
          credit: credit(activity.creditThousandths),
          target: [
            quantityOf(activity.quantity, quantityUnit),
            `mutu ${figure(activity.quality ?? '100')}`,
            durationOf(activity.duration, durationUnit),
            ...(costRupiah === null ? [] : [money(costRupiah)]),
          ].join('; '),
          realisedCredit: figure(done.credit),
          realised: done.isDone
            ? [
                quantityOf(done.quantity, quantityUnit),
                `mutu ${figure(done.quality)}`,
                durationOf(done.duration, durationUnit),
                ...cost,
              ].join('; ')
            : 'tidak dilaksanakan',
          sum: decimals(sumOf(lines.slice(0, -1))),
          value: value ? decimals(fractionFrom(value.value)) : '-',
        },
      ]
    }),
    tasks: extraTasks,
    taskPoints: String(extraTaskPoints(extraTasks.length)),
    creations: creations.map(({ text, letter }) => ({ text, letter })),
    creationPoints: String(creativityPoints(creations.map(({ level }): Creativity => level))),
    working: steps.filter(({ code }) => code !== 'behaviour' && code !== 'result').map(said),
    plan: decimals(fractionFrom(plan)),
    planWord: bandWord(fractionFrom(plan), period.startsOn),
  }
}

const sumOf = (steps: readonly Step[]): Exact => sum(steps.map(({ value }) => fractionFrom(value)))

const bandWord = (value: Exact, on: CivilDate) => evaluationWords.word[bandOf(value, bandsOn(on))]

/** Dokumen evaluasi kinerja, or penilaian prestasi kerja. */
export function documentForm(evaluation: Rated): FormData<'document'> {
  const { people, period, organisation, row } = evaluation
  const before = row.firstScore
    ? formatNumber(Number(row.firstScore))
    : row.firstResultRating &&
      evaluationWords.predicate[predicateOf(row.firstResultRating as Rating, row.firstBehaviourRating as Rating)]
  return {
    people,
    period: periodOf(period),
    ...ratingsOf(evaluation),
    organisation: organisation ? evaluationWords.organisation[organisation] : null,
    score: row.assessment && partsOf(row.assessment, period.startsOn),
    ground: row.ground ?? '',
    receivedOn: row.receivedOn ?? period.endsOn,
    objection: row.objectedOn
      ? {
          date: row.objectedOn,
          text: row.objection ?? '',
          answer: row.answer,
          before: row.state === 'changed' ? before || null : null,
          decision: row.decision,
        }
      : null,
  }
}

function partsOf(
  { plan, behaviour, behaviourValue, value, isStructural }: Assessment,
  on: CivilDate,
): FormData<'document'>['score'] {
  return {
    plan: decimals(fractionFrom(plan)),
    planShare: decimals(planShare(fractionFrom(plan))),
    behaviour: BEHAVIOUR_ASPECTS.filter((aspect) => aspect !== 'leadership' || isStructural).map((aspect) => ({
      name: evaluationWords.aspect[aspect].toLowerCase(),
      value: figure(behaviour[aspect]),
      word: bandWord(decimal(plainDecimal(behaviour[aspect])), on),
    })),
    behaviourMean: decimals(fractionFrom(behaviourValue)),
    behaviourWord: bandWord(fractionFrom(behaviourValue), on),
    behaviourShare: decimals(behaviourShare(fractionFrom(behaviourValue))),
    value: decimals(fractionFrom(value)),
  }
}

/** Angka kredit of the predikat of a year in one jenjang. Source: PermenPANRB 1/2023; Peraturan BKN 3/2023. */
export function conversionForm(
  { people, period, row }: Rated,
  { grade, coefficientThousandths }: { grade: string; coefficientThousandths: number },
): FormData<'conversion'> {
  const predicate = row.predicate as Predicate
  const { startsOn, endsOn } = period
  const { value, steps } = totalCredit(
    splitAtGrades({ startsOn, endsOn, predicate }, [{ since: startsOn, coefficientThousandths }]),
  )
  const [first] = steps
  return {
    people,
    period: periodOf(period),
    grade,
    predicate: evaluationWords.predicate[predicate],
    percent: `${creditPercent(predicate)}%`,
    coefficient: credit(coefficientThousandths),
    credit: decimals(value, 3),
    working: first ? stepText(first, 'id', 3) : '-',
  }
}

import type { CivilDate } from '@/lib/civil-date'
import type { TemplateData, TemplateName } from '@/lib/documents/templates'
import { formatNumber } from '@/lib/format'
import type { Assessment } from '@/lib/kinerja/assessment'
import { creditPercent, splitAtGrades, totalCredit } from '@/lib/kinerja/conversion'
import type { FoundEvaluation } from '@/lib/kinerja/evaluations-read.server'
import type { Form } from '@/lib/kinerja/form-input'
import { credit, decimals, durationOf, figure, money, periodOf, quantityOf } from '@/lib/kinerja/form-words'
import type { FoundPlan } from '@/lib/kinerja/plans-read.server'
import { predicateOf } from '@/lib/kinerja/rating'
import { partsOf, scoreOf } from '@/lib/kinerja/score-forms'
import { stepText } from '@/lib/kinerja/working'
import type { Predicate, Rating } from '@/lib/registry/predicate'
import evaluationWords from '@/messages/id/evaluation.json'
import planWords from '@/messages/id/skp.json'

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

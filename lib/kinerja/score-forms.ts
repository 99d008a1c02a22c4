import type { CivilDate } from '@/lib/civil-date'
import type { TemplateData } from '@/lib/documents/templates'
import { decimal, type Exact, fractionFrom, sum } from '@/lib/exact'
import { type Assessment, BEHAVIOUR_ASPECTS, stepsByActivity } from '@/lib/kinerja/assessment'
import { bandOf, bandsOn } from '@/lib/kinerja/bands'
import type { FoundEvaluation } from '@/lib/kinerja/evaluations-read.server'
import { credit, decimals, durationOf, figure, money, quantityOf } from '@/lib/kinerja/form-words'
import type { FORM_TEMPLATES } from '@/lib/kinerja/forms'
import { behaviourShare, type Creativity, creativityPoints, extraTaskPoints, planShare } from '@/lib/kinerja/pp46'
import { type Step, stepText } from '@/lib/kinerja/working'
import { plainDecimal, typedNumber } from '@/lib/typed-decimal'
import evaluationWords from '@/messages/id/evaluation.json'
import stepNames from '@/messages/id/working.json'

type ScoreOf<F extends 'evaluation' | 'document'> = TemplateData<(typeof FORM_TEMPLATES)[F]>['score']

/** Penilaian SKP of PP 46/2011: each activity with its target, what was done and its value, what came on top, the working. */
export function scoreOf(
  { items, period }: Pick<FoundEvaluation, 'items' | 'period'>,
  { activities, extraTasks, creations, steps, plan }: Assessment,
): ScoreOf<'evaluation'> {
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

/** Penilaian prestasi kerja: SKP and behaviour with their shares and words, and the whole. */
export function partsOf(
  { plan, behaviour, behaviourValue, value, isStructural }: Assessment,
  on: CivilDate,
): ScoreOf<'document'> {
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

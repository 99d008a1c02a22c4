import * as z from 'zod'
import { isCivilDate } from '@/lib/civil-date'

const civilDate = z.string().refine(isCivilDate, 'invalid_date')
const words = z.string().max(4000)

const person = z.object({
  name: words, // with titles
  nip: words,
  rank: words.nullable(), // golongan
  position: words,
  unit: words,
})

/** What every form of e-Kinerja begins with. */
const people = {
  people: z.object({ employee: person, appraiser: person, superior: person.nullable() }),
  period: words, // "1 Januari 2026 sampai 31 Desember 2026"
}

const rating = z.enum(['above', 'as_expected', 'below'])
const ratings = { resultRating: rating.nullable(), behaviourRating: rating.nullable() } // null beside a score
const byValue = z.record(z.string(), words) // by core value of BerAKHLAK

/** The forms of e-Kinerja, without what every letter has; figures come as they are printed. */
export const performanceForms = {
  plan: {
    ...people,
    model: words, // "kuantitatif"; empty with PP 46/2011
    agreedOn: civilDate,
    revision: z.int().min(1),
    results: z
      .array(
        z.object({
          kind: z.enum(['main', 'additional']),
          leader: words.nullable(),
          text: words,
          indicators: z
            .array(
              z.object({
                aspect: z.enum(['quantity', 'quality', 'time', 'cost']).nullable(),
                perspective: words.nullable(),
                text: words,
                target: words,
              }),
            )
            .max(20),
        }),
      )
      .max(100),
    activities: z
      .array(z.object({ text: words, credit: words, quantity: words, quality: words, time: words, cost: words }))
      .max(100),
    expectations: byValue,
    resources: words,
    accountability: words,
    consequences: words,
  },
  evaluation: {
    ...people,
    ...ratings,
    predicate: words,
    results: z
      .array(z.object({ text: words, targets: z.array(words).max(20), realisation: words, feedback: words }))
      .max(100),
    feedback: byValue,
    score: z
      .object({
        activities: z
          .array(
            z.object({
              text: words,
              credit: words,
              target: words,
              realisedCredit: words,
              realised: words,
              sum: words,
              value: words,
            }),
          )
          .max(100),
        tasks: z.array(z.object({ text: words, letter: words })).max(50),
        taskPoints: words,
        creations: z.array(z.object({ text: words, letter: words })).max(20),
        creationPoints: words,
        working: z.array(z.object({ name: words, text: words })).max(1000),
        plan: words,
        planWord: words,
      })
      .nullable(),
  },
  document: {
    ...people,
    ...ratings,
    predicate: words,
    organisation: words.nullable(),
    score: z
      .object({
        plan: words,
        planShare: words,
        behaviour: z.array(z.object({ name: words, value: words, word: words })).max(6),
        behaviourMean: words,
        behaviourWord: words,
        behaviourShare: words,
        value: words,
      })
      .nullable(),
    ground: words,
    receivedOn: civilDate,
    objection: z
      .object({
        date: civilDate,
        text: words,
        answer: words.nullable(),
        before: words.nullable(), // the result before a decision that changed it
        decision: words.nullable(),
      })
      .nullable(),
  },
  conversion: {
    ...people,
    grade: words, // jenjang
    predicate: words,
    percent: words,
    coefficient: words,
    credit: words,
    working: words,
  },
}

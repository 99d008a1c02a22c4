import { EMPTY_ITEM, error, type ItemProblem, letter, type ReadItem } from '@/lib/cat/item-file'
import { markupOfText } from '@/lib/cat/item-markup'
import { linesOf, type ReadingBudget } from '@/lib/cat/reading-budget'

/** Of lines without space at their ends. */
const OPTION = /^([A-Z])[.)]\s*(.*)$/
const ANSWER = /^ANSWER:(.*)$/i

/** Whether a text has the last line of a question. */
export function isAiken(text: string): boolean {
  return /^[^\S\r\n]{0,20}ANSWER:/im.test(text)
}

/**
 * Reads Aiken: the question on one line or several, options `A. text` or `A) text`, then `ANSWER: C`. It knows no
 * weights, no images and no aspect. A question without its answer does not take the one of the next.
 */
export async function readAiken(text: string, budget: ReadingBudget): Promise<ReadItem[]> {
  budget.spend(text.length)
  return budget.readEach(await budget.gather(questionsOf(text)), itemOf)
}

type Question = { lines: readonly string[]; answer: string | undefined; firstLine: number }

/**
 * After options and a blank line the next question begins, even where the answer to this one was forgotten. A line that ends
 * no question gives null.
 */
function* questionsOf(text: string): Generator<Question | null> {
  let lines: string[] = []
  let hasOptions = false
  let firstLine = 1
  let number = 0
  for (const line of linesOf(text)) {
    number += 1
    const words = line.trim()
    const answer = ANSWER.exec(words)?.[1]
    const option = OPTION.exec(words)?.[1]
    if (answer === undefined && option === undefined && words !== '' && hasOptions && lines.at(-1)?.trim() === '') {
      yield { lines, answer: undefined, firstLine }
      lines = []
      hasOptions = false
    }
    yield null
    if (lines.length === 0) {
      if (words === '') continue
      firstLine = number
    }
    if (answer !== undefined) {
      yield { lines, answer: answer.trim().replace(/^[a-z]$/, (name) => name.toUpperCase()), firstLine }
      lines = []
      hasOptions = false
    } else {
      lines.push(line)
      hasOptions ||= option === 'A'
    }
  }
  if (lines.some((line) => line.trim() !== '')) yield { lines, answer: undefined, firstLine }
}

function itemOf({ lines, answer, firstLine }: Question): ReadItem {
  const stem: string[] = []
  const options: { id: string; lines: string[] }[] = []
  const problems: ItemProblem[] = []
  for (const line of lines) {
    const [, id, body] = OPTION.exec(line.trim()) ?? []
    const isNext = id === letter(options.length)
    if (id && isNext) options.push({ id, lines: [body ?? ''] })
    else if (options.length > 0) {
      if (id) problems.push(error('option_out_of_place', { name: id, expected: letter(options.length) }))
      options.at(-1)?.lines.push(line)
    } else stem.push(line)
  }
  if (answer === undefined) problems.push(error('answer_line_missing'))
  else if (!options.some(({ id }) => id === answer)) problems.push(error('key_unknown', { key: answer.slice(0, 40) }))
  return {
    ...EMPTY_ITEM,
    place: String(firstLine),
    stem: markupOfText(stem.join('\n')),
    options: options.map(({ id, lines: body }) => ({ id, body: markupOfText(body.join('\n')) })),
    key: Object.fromEntries(options.map(({ id }) => [id, id === answer ? 5 : 0])),
    problems,
  }
}

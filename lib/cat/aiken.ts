import { EMPTY_ITEM, error, type ItemProblem, letter, type ReadItem } from '@/lib/cat/item-file'
import { markupOfText } from '@/lib/cat/item-markup'
import type { ReadingBudget } from '@/lib/cat/reading-budget'

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
export function readAiken(text: string, budget: ReadingBudget): Promise<ReadItem[]> {
  return budget.readEach(questionsOf(text), itemOf)
}

type Question = { lines: readonly string[]; answer: string | undefined; firstLine: number }

function questionsOf(text: string): Question[] {
  const questions: Question[] = []
  let lines: string[] = []
  let firstLine = 1
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const answer = ANSWER.exec(line.trim())?.[1]
    if (answer === undefined && line.trim() !== '' && isLeftOpen(lines) && !OPTION.test(line.trim())) {
      questions.push({ lines, answer: undefined, firstLine })
      lines = []
    }
    if (lines.length === 0) {
      if (line.trim() === '') continue
      firstLine = index + 1
    }
    if (answer !== undefined) {
      questions.push({ lines, answer: answer.trim().replace(/^[a-z]$/, (name) => name.toUpperCase()), firstLine })
      lines = []
    } else lines.push(line)
  }
  if (lines.some((line) => line.trim() !== '')) questions.push({ lines, answer: undefined, firstLine })
  return questions
}

/** After options and a blank line the next question begins, even where the answer to this one was forgotten. */
function isLeftOpen(lines: readonly string[]): boolean {
  return lines.at(-1)?.trim() === '' && lines.some((line) => OPTION.exec(line.trim())?.[1] === 'A')
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

import { type BankSection, cellNamed } from '@/lib/cat/bank-section'
import { hasTex, markedUp } from '@/lib/cat/formatted-text'
import {
  EMPTY_ITEM,
  error,
  type ItemProblem,
  letter,
  note,
  pointsFrom,
  type ReadItem,
  tooManyOptions,
} from '@/lib/cat/item-file'
import { bytesOfBase64 } from '@/lib/cat/item-image'
import { type ImageSource, onlyOwnImages } from '@/lib/cat/item-markup'
import type { ReadingBudget } from '@/lib/cat/reading-budget'
import { childNamed, elementsNamed, isElement, isOwnFault, type MarkupElement, textOf } from '@/lib/markup'

/**
 * Reads the questions of a Moodle XML file: multiple choice with one answer, images inside. A category whose path ends
 * in a section and an aspect of the bank says where the questions after it belong.
 */
export function readMoodleXml(
  quiz: MarkupElement,
  bank: readonly BankSection[],
  budget: ReadingBudget,
): Promise<ReadItem[]> {
  let cell = { section: '', aspect: '' }
  const questions = quiz.children.filter(isElement).flatMap((question) => {
    if (question.name !== 'question') return []
    if (question.attributes.type !== 'category') return [{ question, cell }]
    cell = cellNamed(bank, partText(childNamed(question, 'category')).split('/'))
    return []
  })
  const places = new Map(questions.map(({ question }, index) => [question, String(index + 1)]))
  return budget.readEach(questions, ({ question, cell: own }) => ({
    ...readWhole(question, places.get(question) ?? '', budget),
    ...own,
  }))
}

function readWhole(question: MarkupElement, place: string, budget: ReadingBudget): ReadItem {
  try {
    return readQuestion(question, place, budget)
  } catch (fault) {
    if (!isOwnFault(fault)) throw fault
    return { ...EMPTY_ITEM, place, code: codeOf(question), problems: [error(fault.code.replace('cat.', ''))] }
  }
}

function codeOf(question: MarkupElement): string {
  return partText(childNamed(question, 'idnumber')) || partText(childNamed(question, 'name'))
}

function readQuestion(question: MarkupElement, place: string, budget: ReadingBudget): ReadItem {
  const code = codeOf(question)
  const type = question.attributes.type ?? ''
  if (type !== 'multichoice') {
    return { ...EMPTY_ITEM, place, code, problems: [error('type_unsupported', { type })] }
  }
  const answers = question.children.filter(isElement).filter((child) => child.name === 'answer')
  const many = tooManyOptions(answers.length)
  if (many) return { ...EMPTY_ITEM, place, code, problems: [many] }
  const problems: ItemProblem[] = []
  const html = (part: MarkupElement | undefined) => {
    const cleaned = partHtml(part, budget)
    problems.push(...cleaned.problems)
    return cleaned.html
  }
  const flag = (name: string, otherwise: string) => /^(1|true)$/.test(partText(childNamed(question, name)) || otherwise)
  const fractions = answers.map((answer) => Number(answer.attributes.fraction ?? 0))
  const values = Object.fromEntries(fractions.map((fraction, index) => [letter(index), fraction]))
  const key = pointsFrom(values)
  if (!flag('single', 'true')) problems.push(error('several_answers'))
  if (fractions.some((fraction) => fraction < 0)) problems.push(note('negative_dropped'))
  if (!key) problems.push(error('weights_uneven'))
  const stem = html(withOldImage(question))
  if (hasTex(stem)) problems.push(note('tex_formula'))
  return {
    ...EMPTY_ITEM,
    place,
    code,
    stem,
    options: answers.map((answer, index) => ({ id: letter(index), body: html(answer) })),
    key: key ?? {},
    keepsOrder: !flag('shuffleanswers', 'true'),
    explanation: html(childNamed(question, 'generalfeedback')),
    problems,
  }
}

/** The text of a question with the one image that Moodle 1 kept beside it. */
function withOldImage(question: MarkupElement): MarkupElement | undefined {
  const part = childNamed(question, 'questiontext')
  const data = textOf(childNamed(question, 'image_base64')).replace(/\s+/g, '')
  if (!part || data === '') return part
  const name = textOf(childNamed(question, 'image')).trim()
  const file = { name: 'file', attributes: { name }, children: [data] }
  const image = `<p><img src="@@PLUGINFILE@@/${encodeURIComponent(name)}"/></p>`
  return { ...part, children: [{ name: 'text', attributes: {}, children: [partText(part) + image] }, file] }
}

function partText(part: MarkupElement | undefined): string {
  return textOf(childNamed(part, 'text') ?? part).trim()
}

/** The text of a part in its format, with the files that lie beside it. */
function partHtml(part: MarkupElement | undefined, budget: ReadingBudget): { html: string; problems: ItemProblem[] } {
  if (!part) return { html: '', problems: [] }
  return markedUp(part.attributes.format ?? 'html', partText(part), imagesOf(part, budget))
}

function imagesOf(part: MarkupElement, budget: ReadingBudget): ImageSource {
  const files = new Map(
    elementsNamed(part, 'file').map((file) => [
      `${file.attributes.path ?? '/'}${file.attributes.name ?? ''}`.replace(/^\/+/, ''),
      textOf(file),
    ]),
  )
  return (address) => {
    const name = /^@@PLUGINFILE@@\/(.*)$/.exec(address)?.[1]
    const data = name === undefined ? undefined : files.get(decoded(name))
    if (data === undefined) return onlyOwnImages(address)
    budget.spend(data.length)
    return bytesOfBase64(data) ?? onlyOwnImages(address)
  }
}

/** A path as it is written on disk; one that is no valid address stays as it is. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

import { isAiken } from '@/lib/cat/aiken'
import { type BankSection, cellNamed } from '@/lib/cat/bank-section'
import { hasTex, markedUp } from '@/lib/cat/formatted-text'
import {
  EMPTY_ITEM,
  error,
  type ItemProblem,
  LETTERS,
  letter,
  note,
  pointsFrom,
  type ReadItem,
  tooManyOptions,
} from '@/lib/cat/item-file'
import { linesOf, type ReadingBudget } from '@/lib/cat/reading-budget'

/**
 * Whether a text has a title, a category or an answer block as GIFT writes them. Aiken may have braces in a question, so
 * with its last line the block alone is no proof.
 */
export function isGift(text: string): boolean {
  if (/^[^\S\r\n]{0,20}(?:::|\$CATEGORY:)/im.test(text)) return true
  return !isAiken(text) && /(?:^|[^\\])\{\s{0,20}(?:[=~#}]|(?:T|F|TRUE|FALSE)\s{0,20}[#}])/i.test(text)
}

/**
 * Reads the multiple choice questions of a GIFT file: `::title:: stem {=right ~wrong ~%80%other ####why}`. Questions end
 * at a blank line; a `$CATEGORY` says where those after it belong. Every other kind of question is named and kept out, and
 * so is one that is not closed, which takes nothing of the next.
 *
 * Source: the GIFT format of Moodle (question/format/gift).
 */
export async function readGift(text: string, bank: readonly BankSection[], budget: ReadingBudget): Promise<ReadItem[]> {
  budget.spend(text.length)
  return budget.readEach(await budget.gather(blocksOf(text)), ({ category, ...block }) => ({
    ...questionOf(block),
    ...cellNamed(bank, category.split('/')),
  }))
}

type Block = { text: string; id: string; firstLine: number; category: string }

/** A longer path names no cell that anybody has. */
const CATEGORY = /^\$CATEGORY:(.{0,500})/i

/**
 * What stands between blank lines, without comments; one of them may hold the id of the question, as Moodle writes it. A
 * line that ends no question gives null.
 */
function* blocksOf(text: string): Generator<Block | null> {
  const block: Block = { text: '', id: '', firstLine: 0, category: '' }
  let number = 0
  for (const line of linesOf(text)) {
    number += 1
    const category = CATEGORY.exec(line)?.[1]
    if (line.trim() === '') {
      yield block.text === '' ? null : { ...block, text: block.text.trim() }
      Object.assign(block, { text: '', id: '' })
      continue
    }
    if (category !== undefined) block.category = category.trim()
    else if (line.trimStart().startsWith('//')) block.id = /\[id:([^\]]{1,200})\]/.exec(line)?.[1]?.trim() ?? block.id
    else {
      if (block.text === '') block.firstLine = number
      block.text += `${line}\n`
    }
    yield null
  }
}

function questionOf({ text, id, firstLine }: Omit<Block, 'category'>): ReadItem {
  const [title, body] = titled(text)
  const item = { ...EMPTY_ITEM, place: String(firstLine), code: id || unescaped(title) }
  const faulty = (problem: ItemProblem): ReadItem => ({ ...item, problems: [problem] })
  const opened = seek(body, '{', 0)
  if (opened < 0) return faulty(error('type_unsupported', { type: 'description' }))
  const closed = seek(body, '}', opened)
  if (closed < 0) return faulty(error('gift_unclosed'))
  const block = body.slice(opened + 1, closed).trim()
  const type = typeOf(block)
  if (type !== 'multichoice') return faulty(error('type_unsupported', { type }))
  const explanationAt = explanationStart(block)
  const { starts, found } = startsOf(block.slice(0, explanationAt))
  const many = tooManyOptions(found)
  if (many) return faulty(many)
  const answers = answersOf(block.slice(0, explanationAt), starts)

  const problems: ItemProblem[] = []
  const [before, after] = [body.slice(0, opened).trim(), body.slice(closed + 1).trim()]
  const [format, stem] = formatted(after === '' ? before : `${before} _____ ${after}`, 'moodle')
  const html = (raw: string) => {
    const [own, words] = formatted(raw, format)
    const { html: clean, problems: found } = markedUp(own, unescaped(words))
    problems.push(...found)
    return clean
  }
  const key = pointsFrom(Object.fromEntries(answers.map(({ percent }, at) => [letter(at), percent])))
  if (!answers.some(({ isRight }) => isRight)) problems.push(error('several_answers'))
  if (answers.some(({ percent }) => percent < 0)) problems.push(note('negative_dropped'))
  if (!key) problems.push(error('weights_uneven'))
  const read = {
    ...item,
    stem: html(stem),
    options: answers.map(({ words }, at) => ({ id: letter(at), body: html(words) })),
    key: key ?? {},
    explanation: html(block.slice(explanationAt).replace(/^####/, '')),
  }
  if (hasTex(read.stem)) problems.push(note('tex_formula'))
  return { ...read, problems }
}

/** The kind of a question by its answer block; Moodle's names. */
function typeOf(block: string): string {
  if (block === '' || block.startsWith('####')) return 'essay'
  if (/^(?:T|F|TRUE|FALSE)\s*(?:#|$)/i.test(block)) return 'truefalse'
  if (block.startsWith('#')) return 'numerical'
  if (seek(block, '~', 0) >= 0) return 'multichoice'
  return block.includes('->') ? 'matching' : 'shortanswer'
}

type Answer = { words: string; percent: number; isRight: boolean }

const WEIGHT = /^%(-?\d{1,3}(?:\.\d{1,5})?)%/

/** Every `=` and `~` begins another answer. More than have letters are counted alone. */
function startsOf(block: string): { starts: number[]; found: number } {
  const starts: number[] = []
  let [found, last] = [0, -1]
  for (let at = seek(block, '=~', 0); at >= 0; at = seek(block, '=~', at + 1)) {
    const isSame = block[at] === '=' && found > 0 && last === at - 1 && block[last] === '~'
    if (!isSame) found += 1
    if (found <= LETTERS) starts[found - 1] = at
    last = at
  }
  return { starts, found }
}

/** What a person is told on an answer, after `#`, is not shown in an exam. */
function answersOf(block: string, starts: readonly number[]): Answer[] {
  return starts.map((start, index) => {
    const whole = block
      .slice(start + 1, starts[index + 1] ?? block.length)
      .replace(/~$/, '')
      .trim()
    const isRight = block[start] === '='
    const weight = WEIGHT.exec(whole)
    const words = weight ? whole.slice(weight[0].length) : whole
    const told = seek(words, '#', 0)
    const percent = weight ? Number(weight[1]) : isRight ? 100 : 0
    return { words: (told < 0 ? words : words.slice(0, told)).trim(), percent, isRight }
  })
}

function titled(text: string): [title: string, body: string] {
  const start = text.trimStart()
  if (!start.startsWith('::')) return ['', start]
  const end = start.indexOf('::', 2)
  return end < 0 ? ['', start] : [start.slice(2, end).trim(), start.slice(end + 2).trimStart()]
}

function formatted(text: string, otherwise: string): [format: string, words: string] {
  const [whole, name = otherwise] = /^\s{0,20}\[(html|moodle|plain|markdown)\]/i.exec(text) ?? ['']
  return [name.toLowerCase(), text.slice(whole.length).trim()]
}

/** Where `####` begins what is told in the end, or the end. */
function explanationStart(block: string): number {
  for (let at = seek(block, '#', 0); at >= 0; at = seek(block, '#', at + 1)) if (block.startsWith('####', at)) return at
  return block.length
}

/** Where the first of some characters stands that is not escaped, or -1. */
function seek(text: string, characters: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (characters.includes(text[at] ?? '')) return at
  }
  return -1
}

function unescaped(text: string): string {
  return text.replace(/\\([~=#{}:\\n])/g, (_, character: string) => (character === 'n' ? '\n' : character))
}

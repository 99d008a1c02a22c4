import { fixedIf } from '@/lib/cat/item'
import {
  EMPTY_ITEM,
  error,
  type ItemProblem,
  note,
  optionNames,
  pointsFrom,
  type ReadItem,
  tooManyOptions,
} from '@/lib/cat/item-file'
import { cleanNodes, type ImageSource } from '@/lib/cat/item-markup'
import { readKey } from '@/lib/cat/qti-key'
import { childNamed, elementsNamed, isElement, type MarkupElement, type MarkupNode } from '@/lib/markup'

/** What an item of a package can reach outside its own document. */
export type ItemSurroundings = {
  images: ImageSource
  /** The body of a stimulus of the package with the source of its images, or undefined. */
  stimulus(address: string): { nodes: MarkupNode[]; images: ImageSource } | undefined
}

const MOST_STIMULI = 10
const INTERACTION = /Interaction$/
/** What only the examiner may read, or tells the candidate whether an answer is right. */
const HIDDEN = new Set(['feedbackInline', 'feedbackBlock', 'infoControl', 'stylesheet'])
/** What an item is made of, as far as this reader goes. */
const ITEM_PARTS = new Set(
  'responseDeclaration outcomeDeclaration assessmentStimulusRef itemBody responseProcessing modalFeedback'.split(' '),
)
const CHOICE_PARTS = new Set(['prompt', 'simpleChoice'])

/**
 * Reads one `assessmentItem`, by the names of QTI 2.x, with a single choice. What it leaves out is among the problems, as a note for
 * each kind of element.
 */
export function readQtiItem(item: MarkupElement, place: string, surroundings: ItemSurroundings): ReadItem {
  const code = item.attributes.identifier ?? ''
  const body = childNamed(item, 'itemBody')
  const interactions = body ? interactionsIn(body) : []
  const [choice] = interactions.filter(({ name }) => name === 'choiceInteraction')
  const other = interactions.find(({ name }) => name !== 'choiceInteraction')
  if (!body || !choice || other || interactions.length > 1) {
    const type = other?.name ?? (interactions.length > 1 ? 'choiceInteraction × 2' : 'itemBody')
    return { ...EMPTY_ITEM, place, code, problems: [error('type_unsupported', { type })] }
  }

  const choices = elementsNamed(choice, 'simpleChoice')
  const many = tooManyOptions(choices.length)
  if (many) return { ...EMPTY_ITEM, place, code, problems: [many] }
  const problems: ItemProblem[] = []
  const html = (nodes: readonly MarkupNode[], images = surroundings.images) => {
    const cleaned = cleanNodes(shown(nodes, problems), images)
    problems.push(...cleaned.problems)
    return cleaned.html
  }
  const [explanation, ...feedback] = item.children.filter(isElement).filter(({ name }) => name === 'modalFeedback')
  problems.push(...strangers(item, ITEM_PARTS), ...feedback.map(dropped), ...strangers(choice, CHOICE_PARTS))
  const given = choices.map(({ attributes }) => (attributes.identifier ?? '').trim())
  const names = optionNames(given)
  const options = choices.map(({ attributes, children }, at) => ({
    id: names[at] ?? '',
    body: html(children),
    ...fixedIf(attributes.fixed === 'true'),
  }))
  if (Number(choice.attributes.maxChoices ?? 1) !== 1) problems.push(error('several_answers'))
  const key = keyOf(item, choice, given, problems)

  const { nodes, stimuli } = takeStimuli(item, body, surroundings, problems)
  return {
    ...EMPTY_ITEM,
    place,
    code,
    stimulus: stimuli.map((stimulus) => html(stimulus.nodes, stimulus.images)).join('') || null,
    stem: html(replaceChoice(nodes, childNamed(choice, 'prompt')?.children ?? [])),
    options,
    key: key ?? Object.fromEntries(names.map((name) => [name, 0])),
    keepsOrder: choice.attributes.shuffle !== 'true',
    explanation: html(explanation?.children ?? []),
    problems,
  }
}

/** The points of each choice; none where a choice has no identifier of its own, for nobody knows which one is meant. */
function keyOf(item: MarkupElement, choice: MarkupElement, ids: readonly string[], problems: ItemProblem[]) {
  const repeated = new Set(ids.filter((id, at) => id !== '' && ids.indexOf(id) !== at))
  const unclear = [...repeated].map((id) => error('option_repeated', { name: id.slice(0, 40) }))
  if (ids.includes('')) unclear.push(error('option_unnamed'))
  problems.push(...unclear)
  if (unclear.length > 0) return undefined
  const { values, fault } = readKey(item, choice, ids)
  const key = values && pointsFrom(values)
  if (fault) problems.push(fault)
  else if (!key) problems.push(error('weights_uneven'))
  return key
}

function interactionsIn(within: MarkupElement): MarkupElement[] {
  return within.children
    .filter(isElement)
    .flatMap((child) => (INTERACTION.test(child.name) ? [child] : interactionsIn(child)))
}

/** The body with the prompt where the choice stands. */
function replaceChoice(nodes: readonly MarkupNode[], prompt: MarkupNode[]): MarkupNode[] {
  return nodes.flatMap((node): MarkupNode[] => {
    if (!isElement(node)) return [node]
    if (node.name === 'choiceInteraction') return [{ name: 'div', attributes: {}, children: prompt }]
    return [{ ...node, children: replaceChoice(node.children, prompt) }]
  })
}

/** Without feedback and without what is for examiners alone: that would give the key away. */
function shown(nodes: readonly MarkupNode[], problems: ItemProblem[]): MarkupNode[] {
  return nodes.flatMap((node): MarkupNode[] => {
    if (!isElement(node)) return [node]
    const isForExaminers = node.name === 'rubricBlock' && !/candidate/.test(node.attributes.view ?? 'candidate')
    if (!HIDDEN.has(node.name) && !isForExaminers) return [{ ...node, children: shown(node.children, problems) }]
    problems.push(dropped(node))
    return []
  })
}

/** The children of an element that this reader knows nothing of. */
function strangers({ children }: MarkupElement, known: ReadonlySet<string>): ItemProblem[] {
  return children
    .filter(isElement)
    .filter(({ name }) => !known.has(name))
    .map(dropped)
}

function dropped({ name }: MarkupElement): ItemProblem {
  return note('element_dropped', { name: name.slice(0, 40) })
}

/** Stimuli that the item refers to or includes, and the body without them. */
function takeStimuli(
  item: MarkupElement,
  body: MarkupElement,
  surroundings: ItemSurroundings,
  problems: ItemProblem[],
) {
  const find = (address: string) => {
    const found = surroundings.stimulus(address)
    if (!found) problems.push(error('stimulus_missing', { name: address.slice(-120) }))
    return found ? [found] : []
  }
  const referred = elementsNamed(item, 'assessmentStimulusRef').map(({ attributes }) => attributes.href ?? '')
  const included: string[] = []
  const without = (nodes: readonly MarkupNode[]): MarkupNode[] =>
    nodes.flatMap((node): MarkupNode[] => {
      if (!isElement(node)) return [node]
      const address = passageOf(node)
      if (address === undefined) return [{ ...node, children: without(node.children) }]
      included.push(address)
      return []
    })
  const nodes = without(body.children)
  const addresses = [...new Set([...referred, ...included])]
  if (addresses.length <= MOST_STIMULI) return { nodes, stimuli: addresses.flatMap(find) }
  problems.push(error('stimuli_many', { found: addresses.length, limit: MOST_STIMULI }))
  return { nodes, stimuli: [] }
}

/** Where the passage lies that an element includes. */
function passageOf({ name, attributes }: MarkupElement): string | undefined {
  if (name === 'include') return attributes.href ?? ''
  return name === 'object' && /^text\/(x-)?html\b|xhtml/.test(attributes.type ?? '') ? attributes.data : undefined
}

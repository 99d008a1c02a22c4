import { error, type ItemProblem } from '@/lib/cat/item-file'
import { childNamed, elementsNamed, isElement, type MarkupElement, textOf } from '@/lib/markup'

type Values = Record<string, number>

/**
 * What each choice of a QTI item is worth: by the template of its response processing, or by its own rules where they
 * set a score for each choice; where neither says how, the mapping counts, then the correct response.
 */
export function readKey(
  item: MarkupElement,
  choice: MarkupElement,
  ids: readonly string[],
): { values?: Values; fault?: ItemProblem } {
  const declaration = elementsNamed(item, 'responseDeclaration').find(
    ({ attributes }) => attributes.identifier === choice.attributes.responseIdentifier,
  )
  const processing = childNamed(item, 'responseProcessing')
  const correct = elementsNamed(childNamed(declaration, 'correctResponse') ?? EMPTY, 'value').map((value) =>
    textOf(value).trim(),
  )
  const mapped = mappedValues(childNamed(declaration, 'mapping'))
  const template =
    (processing?.attributes.template ?? '')
      .replace(/(\.xml|\/)$/, '')
      .split('/')
      .at(-1) ?? ''

  if (correct.length > 1 && !mapped) return { fault: error('several_answers') }
  const byCorrect = correct.length === 1 ? { [correct[0] ?? '']: 1 } : undefined
  const byRules = template ? undefined : ruleValues(processing, byCorrect)
  const chosen = template === 'match_correct' ? (byCorrect ?? mapped) : (byRules ?? mapped ?? byCorrect)
  if (!chosen || !Object.values(chosen).some((value) => value > 0)) return { fault: error('key_missing') }
  const stranger = Object.keys(chosen).find((id) => !ids.includes(id))
  if (stranger !== undefined) return { fault: error('key_unknown', { key: stranger.slice(0, 40) }) }
  return { values: Object.fromEntries(ids.map((id) => [id, (Object.hasOwn(chosen, id) && chosen[id]) || 0])) }
}

const EMPTY: MarkupElement = { name: '', attributes: {}, children: [] }

function mappedValues(mapping: MarkupElement | undefined): Values | undefined {
  const entries = mapping ? elementsNamed(mapping, 'mapEntry') : []
  const values = Object.fromEntries(
    entries.map(({ attributes }) => [attributes.mapKey ?? '', Number(attributes.mappedValue ?? 0)]),
  )
  return Object.values(values).some((value) => value > 0) ? values : undefined
}

/** Scores that conditions of the item's own set: `if the response is this choice, SCORE is that number`. */
function ruleValues(processing: MarkupElement | undefined, byCorrect: Values | undefined): Values | undefined {
  const values: Values = {}
  for (const branch of processing ? elementsNamed(processing, 'responseIf', 'responseElseIf') : []) {
    const condition = branch.children.filter(isElement).find(({ name }) => name === 'match' || name === 'equal')
    const set = childNamed(branch, 'setOutcomeValue')
    const score =
      set?.attributes.identifier === 'SCORE' ? Number(textOf(childNamed(set, 'baseValue')).trim()) : Number.NaN
    if (!condition || !(score > 0)) continue
    const id = textOf(childNamed(condition, 'baseValue')).trim()
    if (id) values[id] = score
    else if (childNamed(condition, 'correct')) for (const right of Object.keys(byCorrect ?? {})) values[right] = score
  }
  return Object.keys(values).length > 0 ? values : undefined
}

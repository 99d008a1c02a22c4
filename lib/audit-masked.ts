/** Events about tables that everybody may read: nothing in them is a person's. */
const PUBLIC = /^(agency|period|reference)\./

/** What happened, as opposed to what is known of a person. */
const SHOWN = new Set([
  'code',
  'event',
  'field',
  'findings',
  'format',
  'kind',
  'mode',
  'role',
  'roles',
  'round',
  'row',
  'rows',
  'state',
  'status',
  'step',
  'type',
  'used',
  'version',
  'what',
])

const MASK = '••••'

/**
 * The two sides of a change as a list of the trail shows them: which fields, which state, whose row; not what is known
 * of a person. `isMasked` says that something is left to see.
 */
export function maskedChange(event: string, before: unknown, after: unknown) {
  if (PUBLIC.test(event)) return { before, after, isMasked: false }
  const masked = { before: maskedValue(before), after: maskedValue(after) }
  const isMasked = JSON.stringify(masked) !== JSON.stringify({ before, after })
  return { ...masked, isMasked }
}

function maskedValue(value: unknown, name = ''): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((each) => maskedValue(each, name))
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, maskedValue(each, key)]))
  }
  return SHOWN.has(name) || /Ids?$/.test(name) ? value : MASK
}

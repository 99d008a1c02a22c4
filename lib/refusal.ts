/** A plain value that may stand in a finding, a refusal or an audit entry. */
export type Facts = Record<string, string | number | boolean | null>

/**
 * What one rule saw: its condition, whether it is met, the facts that decided it and its source.
 * The same list draws the checklist on screen, refuses the command and explains the decision years later.
 * Sentences come from `messages/<locale>/findings.json` by code.
 */
export type Finding = { code: string; met: boolean; facts: Facts; source: string }

/**
 * An expected "no". Thrown inside a command it rolls the transaction back and reaches the person as a sentence:
 * `messages/<locale>/refusals.json` by code.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly code: string,
    readonly facts: Facts = {},
    /** Field name to refusal code, for a form. */
    readonly fields: Record<string, string> = {},
    /** The unmet findings, when rules refused. */
    readonly findings: readonly Finding[] = [],
    /** For `stale`: what stands there now. */
    readonly present?: Present,
  ) {
    super(code)
  }

  /** A refusal that belongs to one field of a form, and is told there too. */
  static onField(field: string, code: string, facts: Facts = {}): Refusal {
    return new Refusal(code, facts, { [field]: code })
  }
}

/** What stands there now, under the names of the form, and who wrote it when, where that is known. */
export type Present = { values: Record<string, unknown>; by: string | null; at: string | null }

/** Somebody else changed what a form was filled with: both versions are shown. */
export function staleForm(values: Present['values'], change?: { by: string | null; at: Date }): Refusal {
  return new Refusal('stale', {}, {}, [], {
    values,
    by: change?.by ?? null,
    at: change?.at.toISOString() ?? null,
  })
}

/**
 * Refuses with the unmet findings when there are any.
 *
 * @param fieldOf the field of a form to which a finding belongs, by its code
 */
export function refuseUnless(findings: readonly Finding[], fieldOf: Record<string, string> = {}): void {
  const unmet = findings.filter((finding) => !finding.met)
  const fields = unmet.flatMap(({ code }) => (fieldOf[code] ? [[fieldOf[code], code] as const] : []))
  if (unmet.length > 0)
    throw new Refusal('conditions_unmet', { unmet: unmet.length }, Object.fromEntries(fields.reverse()), unmet)
}

/** A refusal as it travels to the browser. */
export type RefusalData = {
  code: string
  facts: Facts
  fields: Record<string, string>
  findings: readonly Finding[]
  present?: Present
}

export type Result<T> = { ok: true; data: T } | { ok: false; refusal: RefusalData }

/** A server action made by `action()`. */
export type Action<I, T = void> = (input: I) => Promise<Result<T>>

export function refusalData(refusal: Refusal): RefusalData {
  const { code, facts, fields, findings, present } = refusal
  return { code, facts, fields, findings, ...(present && { present }) }
}

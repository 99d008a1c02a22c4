type Parameter = string | string[] | undefined

/** A page number from the address; 1 for everything that is none. */
export function pageNumber(parameter: Parameter): number {
  const text = textParameter(parameter) ?? ''
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}

/** One text from the address, trimmed and at most 200 characters; undefined when it is empty. */
export function textParameter(parameter: Parameter): string | undefined {
  const text = (Array.isArray(parameter) ? parameter[0] : parameter)?.trim().slice(0, 200)
  return text || undefined
}

/** An address with these parameters; those without a value are left out. */
export function addressWith(path: string, parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path
}

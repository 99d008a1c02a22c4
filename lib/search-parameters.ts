type Parameter = string | string[] | undefined

/** A page number from the address; 1 for everything that is none. */
export function pageNumber(parameter: Parameter): number {
  const text = textParameter(parameter) ?? ''
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}

/** One text from the address, trimmed, at most 200 characters, without NUL; undefined when it is empty. */
export function textParameter(parameter: Parameter): string | undefined {
  const text = (Array.isArray(parameter) ? parameter[0] : parameter)?.replaceAll('\0', '').trim().slice(0, 200)
  return text || undefined
}

/** The texts of an address by name; one that is empty or stands there twice is left out. */
export function textParameters(parameters: Record<string, Parameter>): Record<string, string> {
  const texts = Object.entries(parameters).map(([key, value]) => [
    key,
    Array.isArray(value) ? '' : textParameter(value),
  ])
  return Object.fromEntries(texts.filter(([, text]) => text))
}

/** An address with these parameters; those without a value are left out. */
export function addressWith(path: string, parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path
}

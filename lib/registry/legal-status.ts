/** Codes of kedudukan hukum of people who are civil servants no more. */
const LEFT_SERVICE: ReadonlySet<string> = new Set(['66', '67', '68', '69', '70', '77', '88', '98', '99'])

export function hasLeftService(legalStatus: string): boolean {
  return LEFT_SERVICE.has(legalStatus)
}

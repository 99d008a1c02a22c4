/** Codes of kedudukan hukum of people who are civil servants no more. */
export const LEFT_SERVICE: readonly string[] = ['66', '67', '68', '69', '70', '77', '88', '98', '99']

export function hasLeftService(legalStatus: string): boolean {
  return LEFT_SERVICE.includes(legalStatus)
}

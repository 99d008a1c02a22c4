/** Whether a page of this very address sent a request, by what its browser says. */
export function isOwnOrigin(origin: string | null | undefined, host: string | null | undefined): boolean {
  return origin === `https://${host}` || origin === `http://${host}`
}

/** What a web server serves: everything, all but the reporter's side of WBS, or that side alone. */
export const SURFACES = ['all', 'office', 'wbs'] as const

type Surface = (typeof SURFACES)[number]

/** Every address of the reporter's side of WBS begins with this step. */
const REPORTING = 'lapor'

/** Plain letters between single slashes: how the addresses of reporters are written, and no other way. */
const PLAIN = /^\/lapor(\/[a-z0-9]([a-z0-9._-]*[a-z0-9])?)*(\?|$)/

/** What every spelling has: the step itself, or an escape. */
const MAY_REPORT = /lapor|%/i

/** An escape may itself be escaped, and whoever stands in front may undo some of it. */
const ROUNDS = 4

/**
 * Whether a server with this surface answers to the address of a request at all. One of WBS alone knows no spelling of
 * its addresses but the plain one; one of the office refuses them in every spelling.
 */
export function serves(surface: Surface, url: string | undefined): boolean {
  if (surface === 'all') return true
  return surface === 'wbs' ? PLAIN.test(url ?? '') : !isReporting(url ?? '')
}

/** Whether real reports come to where officers sign in, whose browsers then send their cookie to the reporter's pages too. */
export function mixesReporters(surface: Surface, rootKeys: readonly string[]): boolean {
  return surface === 'all' && rootKeys.length > 0
}

/** Whether an address, as it stands in a request, leads to the reporter's side of WBS, however it is written. */
export function isReporting(url: string): boolean {
  if (!MAY_REPORT.test(url)) return false
  let path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').split(/[?#]/)[0] ?? ''
  for (let round = 0; round < ROUNDS; round++) path = unescaped(path)
  const steps: string[] = []
  for (const step of path.toLowerCase().split(/[/\\]+/)) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps[0] === REPORTING
}

function unescaped(path: string): string {
  return path.replace(/%[0-7][0-9a-f]/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
}

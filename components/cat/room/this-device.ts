const KEPT = 'satya-ujian-perangkat'

let known: string | undefined

/**
 * By what this machine is known again, whoever sits at it: a browser that crashed goes on without asking the supervisor.
 * Where nothing may be kept, it is known as long as the page is open.
 */
export function thisDevice(): string {
  known ??= kept() ?? made()
  return known
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}

function made(): string {
  const device = crypto.randomUUID()
  try {
    localStorage.setItem(KEPT, device)
  } catch {
    // a browser that keeps nothing
  }
  return device
}

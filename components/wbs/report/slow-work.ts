import type { ReceiptCode } from '@/lib/wbs/code'
import { deriveKeys, type ReporterKeys } from '@/lib/wbs/derive'
import { type Challenge, type Proof, solve } from '@/lib/wbs/proof-of-work'

/** How far the device is with what takes minutes where nothing is compiled; 100 is done. */
export type Work = { part: 'keys' | 'proof'; percent: number }

let tell: (work: Work) => void = () => {}

/** Who hears of the work from now on. */
export function onWork(listener: typeof tell): void {
  tell = listener
}

export async function keysOf(code: ReceiptCode, deployment: string): Promise<ReporterKeys> {
  return telling('keys', (told) => deriveKeys(code, deployment, told))
}

/** A proof ends by chance: its share is how likely it was to have ended by now. */
export async function proofFor(challenge: Challenge): Promise<Proof> {
  return telling('proof', (told) => solve(challenge, (tries) => told(1 - Math.exp(-tries / challenge.cost))))
}

/** Each percent is told once. */
async function telling<Result>(part: Work['part'], run: (told: (share: number) => void) => Promise<Result>) {
  let last = 0
  const done = await run((share) => {
    const percent = Math.floor(share * 100)
    if (percent > last && percent < 100) tell({ part, percent })
    last = Math.max(last, percent)
  })
  if (last > 0) tell({ part, percent: 100 })
  return done
}

import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'
import { isSame } from '@/lib/is-same.server'
import { settings } from '@/lib/settings.server'
import { type Burden, timesHarder } from '@/lib/wbs/flood.server'
import { NotTaken } from '@/lib/wbs/not-taken'
import { type Challenge, HIGHEST_COST, isSolved, type Proof } from '@/lib/wbs/proof-of-work'

const LIFE_SECONDS = 600

/**
 * Of this process alone: after a restart a challenge is asked for anew. What was spent, with the second until which it would
 * have been good, is in memory alone: no refusal gives it back, and no disk learns when it was.
 */
const shared = globalThis as typeof globalThis & { satyaWbsKey?: Buffer; satyaWbsSpent?: Map<string, number> }

/** Work to do before a report is taken, or a code tried. */
export function newChallenge(burden: Burden, now: Date): Challenge {
  const challenge = { nonce: newNonce(now), cost: costOf(burden, now), expires: endOf(now) }
  return { ...challenge, mac: macOf(textOf(challenge)) }
}

/** A text that is signed once, so that no signature can be used again. */
export function newNonce(now: Date): string {
  const head = `${randomBytes(16).toString('base64url')}.${endOf(now)}`
  return `${head}.${macOf(head)}`
}

/**
 * Takes a proof of work once, whatever becomes of what it was for. Refuses `proof_wrong` when it is not ours or is no
 * solution, `proof_expired`, `proof_cheap` when a flood has come since, and `proof_spent`.
 */
export async function spendProof(burden: Burden, { challenge, solution }: Proof, now: Date): Promise<void> {
  if (!isOurs(textOf(challenge), challenge.mac)) throw new NotTaken('proof_wrong')
  if (challenge.expires < secondsOf(now)) throw new NotTaken('proof_expired')
  if (challenge.cost * 2 < costOf(burden, now)) throw new NotTaken('proof_cheap') // one doubling is forgiven
  if (!(await isSolved(challenge, solution))) throw new NotTaken('proof_wrong')
  if (!spend(challenge.nonce, challenge.expires, now)) throw new NotTaken('proof_spent')
}

/** Takes a nonce once, whatever becomes of what it signs. Refuses `nonce_wrong` when it is not ours, too old or taken. */
export function spendNonce(nonce: string, now: Date): void {
  const [random, end, mac = '', ...more] = nonce.split('.')
  const expires = Number(end)
  const isGood = more.length === 0 && isOurs(`${random}.${end}`, mac) && expires >= secondsOf(now)
  if (!isGood || !spend(nonce, expires, now)) throw new NotTaken('nonce_wrong')
}

/** Whether it was not spent before. What is out of date goes first: none is good for longer than one life. */
function spend(nonce: string, expires: number, now: Date): boolean {
  shared.satyaWbsSpent ??= new Map()
  for (const [old, end] of shared.satyaWbsSpent) {
    if (end >= secondsOf(now)) break
    shared.satyaWbsSpent.delete(old)
  }
  if (shared.satyaWbsSpent.has(nonce)) return false
  shared.satyaWbsSpent.set(nonce, expires)
  return true
}

function costOf(burden: Burden, now: Date): number {
  return Math.min(settings().WBS_PROOF_TRIES * timesHarder(burden, now), HIGHEST_COST)
}

function textOf({ nonce, cost, expires }: Omit<Challenge, 'mac'>): string {
  return `${nonce}|${cost}|${expires}`
}

function macOf(text: string): string {
  shared.satyaWbsKey ??= randomBytes(32)
  return createHmac('sha256', shared.satyaWbsKey).update(text).digest('base64url')
}

function isOurs(text: string, mac: string): boolean {
  return isSame(macOf(text), mac)
}

function endOf(now: Date): number {
  return secondsOf(now) + LIFE_SECONDS
}

function secondsOf(now: Date): number {
  return Math.floor(now.getTime() / 1000)
}

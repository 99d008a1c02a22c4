'use client'

import type { calls } from '@/components/wbs/desk/calls'
import type { Question, Reply } from '@/components/wbs/desk/worker'
import type { SeenManifest } from '@/lib/wbs/manifest'

type Calls = typeof calls
type Input<Call extends keyof Calls> = Parameters<Calls[Call]>[0]
type Result<Call extends keyof Calls> = Awaited<ReturnType<Calls[Call]>>

/** What went wrong in the worker: tampered with on the way, locked meanwhile, or failed here. */
export class Trouble extends Error {
  constructor(
    readonly kind: 'tampered' | 'locked' | 'failed',
    readonly code: string,
  ) {
    super(code)
  }
}

/** A desk that nobody touches locks itself. */
const IDLE_MINUTES = 15
const LOOK_EVERY_SECONDS = 10
const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const

const waiting = new Map<number, { resolve: (result: never) => void; reject: (trouble: Trouble) => void }>()
const listeners = new Set<() => void>()
let worker: Worker | undefined
let number = 0
let openFor: string | null = null // id of a key
let touchedAt = 0
let hasTurned = false
let looking: ReturnType<typeof setInterval> | undefined

/** Asks the worker, which alone holds the key; it is loaded at the first question. Throws `Trouble`. */
export function vault<Call extends keyof Calls>(call: Call, input: Input<Call>): Promise<Result<Call>> {
  worker ??= begun()
  number += 1
  const question: Question = { number, call, input }
  return new Promise((resolve, reject) => {
    waiting.set(question.number, { resolve, reject })
    worker?.postMessage(question)
  })
}

/** Which key the vault is open for, or null. */
export function openKey(): string | null {
  return openFor
}

/** Whether the desk was unlocked or locked since somebody last asked. */
export function takeTurn(): boolean {
  const turned = hasTurned
  hasTurned = false
  return turned
}

export function onVault(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Unlocks with what was typed; false when that is not it. From then on idleness is watched. Throws `Trouble`. */
export async function openVault(input: Omit<Input<'unlock'>, 'seen'>): Promise<boolean> {
  const seen = await vault('unlock', { ...input, seen: seenManifest() })
  if (!seen) return false
  openFor = input.officer.keyId
  hasTurned = true
  touch()
  for (const kind of TOUCHES) addEventListener(kind, touch, { passive: true })
  looking = setInterval(lockWhenIdle, LOOK_EVERY_SECONDS * 1000)
  tell()
  return true
}

/** Forgets the key and all that was opened; whoever waits for an answer is told `why`. */
export function lockVault(why = new Trouble('locked', 'locked')): void {
  worker?.terminate()
  worker = undefined
  hasTurned = openFor !== null
  openFor = null
  clearInterval(looking)
  for (const kind of TOUCHES) removeEventListener(kind, touch)
  for (const { reject } of waiting.values()) reject(why)
  waiting.clear()
  tell()
}

/** The newest list of recipients that this browser has seen: an older one is refused. It names nobody. */
const SEEN = 'wbs-manifest'

function seenManifest(): SeenManifest | undefined {
  const kept = localStorage.getItem(SEEN)
  return kept ? JSON.parse(kept) : undefined
}

/** Another tab may have seen a newer one meanwhile. */
function remember(seen: SeenManifest): void {
  if (seen.version > (seenManifest()?.version ?? 0)) localStorage.setItem(SEEN, JSON.stringify(seen))
}

function touch(): void {
  touchedAt = Date.now()
}

/** The clock goes on while a computer sleeps, a timer does not. */
function lockWhenIdle(): void {
  if (Date.now() - touchedAt >= IDLE_MINUTES * 60_000) lockVault()
}

function tell(): void {
  for (const listener of listeners) listener()
}

function begun(): Worker {
  const made = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  made.onmessage = ({ data }: MessageEvent<Reply>) => {
    if (data.seen) remember(data.seen)
    const asker = waiting.get(data.number)
    waiting.delete(data.number)
    if ('trouble' in data) asker?.reject(new Trouble(data.trouble.kind, data.trouble.code))
    else asker?.resolve(data.result as never)
  }
  made.onerror = () => lockVault(new Trouble('failed', 'no_worker'))
  return made
}

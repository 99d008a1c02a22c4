import type { Cleaner } from '@/lib/wbs/file-kind'
import type { calls, Place } from './session'
import type { Work } from './slow-work'
import type { Question, Reply, Told } from './worker'

type Calls = typeof calls
type Input<Call extends keyof Calls> = Parameters<Calls[Call]>[0]
type Result<Call extends keyof Calls> = Awaited<ReturnType<Calls[Call]>>

/** What went wrong in the worker: refused by the server, tampered with on the way, or failed here. */
export class Trouble extends Error {
  constructor(
    readonly kind: 'refused' | 'tampered' | 'failed',
    readonly code: string,
  ) {
    super(code)
  }
}

const SCRIPT = '/lapor/pekerja.js'

/** What cleans files, each kind loaded when a file of it is chosen. */
const CLEANERS: Record<Exclude<Cleaner, 'text'>, string> = {
  image: '/lapor/bersih-gambar.js',
  office: '/lapor/bersih-office.js',
  pdf: '/lapor/bersih-pdf.js',
  recording: '/lapor/bersih-rekaman.js',
}
const place: Place = JSON.parse(document.getElementById('place')?.textContent ?? '{}')
const waiting = new Map<number, { resolve: (result: never) => void; reject: (trouble: Trouble) => void }>()
let worker: Worker | undefined
let hearWork: (work: Work) => void = () => {}
let number = 0

/**
 * Asks the worker, which holds the code and all keys; it is loaded at the first question. Throws `Trouble`.
 */
export function vault<Call extends keyof Calls>(call: Call, input?: Input<Call>): Promise<Result<Call>> {
  if (!worker) {
    worker = begun()
    post('begin', place).catch(() => undefined) // the question after it is told why
  }
  return post(call, input)
}

function post<Call extends keyof Calls>(call: Call, input: unknown): Promise<Result<Call>> {
  number += 1
  const asked = number
  return new Promise((resolve, reject) => {
    waiting.set(asked, { resolve, reject })
    worker?.postMessage({ number: asked, call, input } satisfies Question)
  })
}

/** Who hears from now on how far the worker is with what takes long. */
export function onWork(hear: (work: Work) => void): void {
  hearWork = hear
}

/** A worker without any key, for one file. */
export function beginCleaner(cleaner: keyof typeof CLEANERS): Worker {
  return new Worker(ownScript(CLEANERS[cleaner]) as string)
}

/** Forgets code and keys. */
export function empty(): void {
  worker?.terminate()
  worker = undefined
  waiting.clear()
}

function begun(): Worker {
  const made = new Worker(ownScript(SCRIPT) as string)
  made.onmessage = ({ data }: MessageEvent<Reply | Told>) => {
    if ('work' in data) return hearWork(data.work)
    const asker = waiting.get(data.number)
    waiting.delete(data.number)
    if ('trouble' in data) asker?.reject(new Trouble(data.trouble.kind, data.trouble.code))
    else asker?.resolve(data.result as never)
  }
  made.onerror = () => {
    const why = navigator.onLine ? new Trouble('failed', 'no_worker') : new Trouble('refused', 'offline')
    for (const { reject } of waiting.values()) reject(why)
    empty()
  }
  return made
}

let policy: TrustedTypePolicy | undefined

/** The page's policy lets workers begin by these names alone. */
function ownScript(script: string): unknown {
  const { trustedTypes } = window as unknown as { trustedTypes?: TrustedTypeFactory }
  if (!trustedTypes) return script
  policy ??= trustedTypes.createPolicy('satya', {
    createScriptURL: (url) => {
      if (url !== SCRIPT && !Object.values(CLEANERS).includes(url)) throw new TypeError(url)
      return url
    },
  })
  return policy.createScriptURL(script)
}

type TrustedTypePolicy = { createScriptURL: (url: string) => unknown }
type TrustedTypeFactory = {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): TrustedTypePolicy
}

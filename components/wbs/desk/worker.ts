import { calls } from '@/components/wbs/desk/calls'
import { Locked, seenSoFar } from '@/components/wbs/desk/held'
import type { SeenManifest } from '@/lib/wbs/manifest'
import { Tampered } from '@/lib/wbs/protocol'

/** A question of the page, and what comes back; `seen` is the newest list of recipients that the worker has opened. */
export type Question = { number: number; call: keyof typeof calls; input: unknown }
export type Reply = { number: number; seen: SeenManifest | undefined } & (
  | { result: unknown }
  | { trouble: { kind: 'tampered' | 'locked' | 'failed'; code: string } }
)

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  const reply = await replyTo(data)
  postMessage({ number: data.number, seen: seenSoFar(), ...reply } satisfies Reply)
})

async function replyTo({ call, input }: Question) {
  try {
    const run: (given: never) => unknown = calls[call]
    return { result: await run(input as never) }
  } catch (error) {
    if (error instanceof Tampered) return { trouble: { kind: 'tampered' as const, code: error.code } }
    if (error instanceof Locked) return { trouble: { kind: 'locked' as const, code: 'locked' } }
    return { trouble: { kind: 'failed' as const, code: 'failed' } }
  }
}

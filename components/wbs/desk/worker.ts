import { calls } from '@/components/wbs/desk/calls'
import { Locked } from '@/components/wbs/desk/held'
import { Tampered } from '@/lib/wbs/protocol'

/** A question of the page, and what comes back. */
export type Question = { number: number; call: keyof typeof calls; input: unknown }
export type Reply = { number: number } & (
  | { result: unknown }
  | { trouble: { kind: 'tampered' | 'locked' | 'failed'; code: string } }
)

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  postMessage({ number: data.number, ...(await replyTo(data)) } satisfies Reply)
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

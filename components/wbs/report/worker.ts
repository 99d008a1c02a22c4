import { Tampered } from '@/lib/wbs/protocol'
import { Refused } from './ask'
import { calls } from './session'
import { onWork, type Work } from './slow-work'

/** A question of the page, and what comes back. */
export type Question = { number: number; call: keyof typeof calls; input: unknown }
export type Reply = { number: number } & (
  | { result: unknown }
  | { trouble: { kind: 'refused' | 'tampered' | 'failed'; code: string } }
)

/** What comes between a question and its answer. */
export type Told = { work: Work }

onWork((work) => postMessage({ work } satisfies Told))

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  postMessage({ number: data.number, ...(await replyTo(data)) } satisfies Reply)
})

async function replyTo({ call, input }: Question) {
  try {
    const run: (given: never) => unknown = calls[call]
    return { result: await run(input as never) }
  } catch (error) {
    if (error instanceof Refused) return { trouble: { kind: 'refused' as const, code: error.code } }
    if (error instanceof Tampered) return { trouble: { kind: 'tampered' as const, code: error.code } }
    return { trouble: { kind: 'failed' as const, code: 'failed' } }
  }
}

import { expect, test, vi } from 'vitest'
import type { Question, Reply } from '@/components/wbs/desk/worker'

const kept = new Map<string, string>()

/** A worker of the browser that answers each question with the newest list it has opened. */
class AnsweringWorker {
  onmessage: (event: { data: Reply }) => void = () => undefined
  postMessage({ number, input }: Question) {
    const seen = input as Reply['seen']
    queueMicrotask(() => this.onmessage({ data: { number, seen, result: [] } }))
  }
  terminate() {}
}

test('the browser remembers the newest list that any answer of the worker came with, and never an older one', async () => {
  vi.stubGlobal('Worker', AnsweringWorker)
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  })
  const { vault } = await import('@/components/wbs/desk/vault')
  const answering = (version: number) => vault('peek', { version, hash: `${version}` } as never)
  await answering(4)
  expect(JSON.parse(kept.get('wbs-manifest') ?? '')).toEqual({ version: 4, hash: '4' })
  await answering(3)
  await answering(5)
  await answering(4)
  expect(JSON.parse(kept.get('wbs-manifest') ?? '')).toEqual({ version: 5, hash: '5' })
})

import { expect, test, vi } from 'vitest'
import { mayAsk } from './may-ask.server'

const proxy = vi.hoisted(() => ({ url: undefined as string | undefined }))
vi.mock('@/lib/settings.server', () => ({ settings: () => ({ PUBLIC_URL: proxy.url }) }))

const at = (seconds: number) => new Date(seconds * 1_000)
const given = (times: number, now: Date, from: string | null) =>
  Array.from({ length: times }, () => mayAsk('examData', from, now)).filter(Boolean).length

test('without a proxy nobody is told apart: all together get so much at once, then some more each second', () => {
  expect(given(150, at(0), '203.0.113.1')).toBe(100)
  expect(given(150, at(1), '203.0.113.2')).toBe(10)
})

test('behind a proxy one address takes its own turns and no more of what is everybody’s', () => {
  proxy.url = 'https://satya.example'
  expect(given(50, at(60), '203.0.113.1')).toBe(20)
  expect(given(50, at(60), '203.0.113.2')).toBe(20)
})

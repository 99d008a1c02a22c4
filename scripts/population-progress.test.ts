import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { populationProgress } from './population-progress'

function shown(isTTY: boolean): string {
  const stream = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.WriteStream
  const onProgress = populationProgress(stream)
  for (let done = 0; done <= 5000; done += 50) onProgress(done, 5000)
  return String(stream.read())
}

test('a terminal rewrites one line', () => {
  expect(shown(true).split('\n')).toHaveLength(2)
  expect(shown(true)).toContain('\r  2,500 of 5,000 employees (50 %)')
})

test('a file or a pipe gets a short line for each tenth', () => {
  const lines = shown(false).trimEnd().split('\n')
  expect(lines).toHaveLength(11)
  expect(lines.at(-1)).toBe('  5,000 of 5,000 employees (100 %)')
  expect(shown(false)).not.toContain('\r')
})

test('the indexes of a large one have a line of their own', () => {
  const stream = Object.assign(new PassThrough(), { isTTY: false }) as unknown as NodeJS.WriteStream
  const onProgress = populationProgress(stream)
  onProgress(100_000, 100_000, 'employees')
  onProgress(40, 40, 'indexes')
  expect(String(stream.read())).toContain('  40 of 40 indexes (100 %)')
})

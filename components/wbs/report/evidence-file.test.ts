import { expect, test, vi } from 'vitest'
import type { EvidenceFile } from './evidence-file'

vi.stubGlobal('document', { getElementById: () => null })
const { fullWith } = await import('./evidence-file')

const MB = 1024 * 1024
const file = (size: number, change: Partial<EvidenceFile> = {}): EvidenceFile => ({
  ...{ id: '', original: { size } as File, kind: 'pdf', problem: undefined, isOriginal: false, isSent: false },
  cleaned: { blob: new Blob(), kind: 'pdf', traces: [] },
  ...change,
})
const unclean = { cleaned: undefined, problem: 'failed' }

test('20 files and 500 MB go with a report, those counted that it has already', () => {
  const many = (count: number, before = 0) => fullWith({ files: Array(count).fill(file(1)), before }, 1)
  expect([many(19), many(20), many(9, 10), many(10, 10)]).toEqual([undefined, 'many', undefined, 'many'])
  const large = (bytes: number) => fullWith({ files: Array(4).fill(file(100 * MB)), before: 0 }, bytes)
  expect([large(100 * MB), large(100 * MB + 1)]).toEqual([undefined, 'total'])
})

test('what could not be cleaned and stays on the device takes no room, unless it is sent as it was', () => {
  const files = Array(20).fill(file(100 * MB, unclean))
  expect(fullWith({ files, before: 0 }, 100 * MB)).toBeUndefined()
  const chosen = Array(20).fill(file(1, { ...unclean, isOriginal: true }))
  expect(fullWith({ files: chosen, before: 0 }, 1)).toBe('many')
})

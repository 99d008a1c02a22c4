import { expect, test, vi } from 'vitest'
import { sendPieces } from './send-pieces'

const whole = (file: File, append: (offset: number, piece: Uint8Array) => Promise<{ ok: true; data: number }>) =>
  sendPieces({ file, from: 0, pieceBytes: 4, append, isCancelled: () => false, onSent: vi.fn() })

test('a file goes in pieces, each from where the server has it', async () => {
  const append = vi.fn(
    async (offset: number, piece: Uint8Array) => ({ ok: true, data: offset + piece.length }) as const,
  )
  expect(await whole(new File(['0123456789'], 'SK.pdf'), append)).toEqual({ sent: 10 })
  expect(append.mock.calls.map(([offset, { length }]) => [offset, length])).toEqual([
    [0, 4],
    [4, 4],
    [8, 2],
  ])
})

test('a file that was changed or taken away since it was chosen is told as one that cannot be read', async () => {
  const file = new File(['0123456789'], 'SK.pdf')
  const gone = { arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) } as Blob
  const append = vi.fn(async () => ({ ok: true, data: 4 }) as const)
  const { slice } = file
  vi.spyOn(file, 'slice').mockImplementation((from, to) => (from === 0 ? slice.call(file, from, to) : gone))
  expect(await whole(file, append)).toMatchObject({ sent: 4, refusal: { code: 'file_unreadable' } })
  expect(append).toHaveBeenCalledTimes(1)
})

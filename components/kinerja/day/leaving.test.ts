import { expect, test } from 'vitest'
import { abandoned } from './leaving'

test('evidence of a draft that was left goes at signing out, that of an entry that waits or was sent stays', () => {
  const pieces = ['waits', 'sent', 'left'].map((entryId) => ({ key: `photo of ${entryId}`, entryId }))
  expect(abandoned(pieces, ['waits', 'sent'])).toEqual([{ key: 'photo of left', entryId: 'left' }])
})

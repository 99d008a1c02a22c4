import { expect, test } from 'vitest'
import { hasEveryEpoch } from './epochs'
import { honestServer, read, type Served } from './hostile-server.fixture'
import { makeBox } from './hybrid'
import { base64url } from './protocol'
import { epochsUnread } from './reading'
import { wrap } from './wraps'

test('a wrap that holds another key than the one of its epoch is none: nothing is given on of it', async () => {
  const world = await honestServer()
  const given = async (served: Served) => {
    const opened = await read(served)
    const epochs = Object.keys(opened.boxes).map(Number)
    return { epochs, unread: epochsUnread(opened), isWhole: hasEveryEpoch(opened.conversation, opened.boxes) }
  }
  expect(await given(world.served)).toEqual({ epochs: [0, 1], unread: [], isWhole: true })
  const place = { report: world.served.report, epoch: 1, ring: 'pesan' as const }
  const ct = base64url(await wrap(await makeBox(), place, world.people.ani.key.box))
  const [first = { epoch: 0, ct }] = world.served.wraps
  const isFalse = { ...world.served, wraps: [first, { epoch: 1, ct }] }
  expect(await given(isFalse)).toEqual({ epochs: [0], unread: [1], isWhole: false })
})

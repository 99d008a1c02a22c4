import { beforeEach, expect, test, vi } from 'vitest'
import { deviceStores } from './device-stores'
import { FakeIndexedDb } from './indexed-db.fixture'

let device: FakeIndexedDb
const stores = () => deviceStores('percobaan', 1, { all: 'strict' })

beforeEach(() => {
  device = new FakeIndexedDb()
  vi.stubGlobal('indexedDB', device)
})

test('a database that the browser closed is opened again', async () => {
  const { read, write, readAll, remove } = stores()
  expect(await write('all', { key: 'a' })).toBe(true)
  device.close()
  expect(await read('all', 'a')).toEqual({ key: 'a' })
  device.close()
  expect(await write('all', { key: 'b' })).toBe(true)
  device.close()
  await remove('all', 'a')
  expect(await readAll('all')).toEqual([{ key: 'b' }])
})

test('a database that is closed while something is asked of it is asked again', async () => {
  const { read, write } = stores()
  await write('all', { key: 'a' })
  const asked = [read('all', 'a'), write('all', { key: 'b' })]
  queueMicrotask(() => device.close())
  expect(await Promise.all(asked)).toEqual([{ key: 'a' }, true])
})

test('while it can be opened no more the device keeps nothing, and keeps again once it can', async () => {
  const { read, write, readAll, forget } = stores()
  await write('all', { key: 'a' })
  device.close()
  device.isForbidden = true
  expect(await write('all', { key: 'b' })).toBe(false)
  expect(await read('all', 'a')).toBeUndefined()
  expect(await readAll('all')).toEqual([])
  expect(await readAll('all', () => ['what is known'])).toEqual(['what is known'])
  await forget(['all'])
  device.isForbidden = false
  expect(await write('all', { key: 'c' })).toBe(true)
  expect(await readAll('all')).toEqual([{ key: 'a' }, { key: 'c' }])
})

test('a full device says so, and keeps again once there is room', async () => {
  const { write } = stores()
  device.isFull = true
  expect(await write('all', { key: 'a' })).toBe(false)
  device.isFull = false
  expect(await write('all', { key: 'a' })).toBe(true)
})

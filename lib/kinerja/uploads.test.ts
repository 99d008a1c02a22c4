import { expect, test } from 'vitest'
import { placeFor } from './uploads.server'

const sized = (bytes: number) => ({ headers: new Headers({ 'content-length': String(bytes) }) })
const place = placeFor(sized(10), 10)

test('a body that says that it is too long is refused before it is read', async () => {
  const read = () => Promise.reject(new Error('read'))
  await expect(placeFor(sized(12 * 1024 * 1024), 10)('a', read)).rejects.toMatchObject({
    code: 'file_too_large',
  })
})

test('one person has two bodies in memory and all have sixteen, and each place is free again after it', async () => {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const begin = (person: string) => place(person, () => ended)
  const running = [begin('a'), begin('a')]
  await expect(begin('a')).rejects.toMatchObject({ code: 'ask_later' })
  for (let at = 0; at < 14; at += 1) running.push(begin(`b${at}`))
  await expect(begin('c')).rejects.toMatchObject({ code: 'ask_later' })
  end()
  await Promise.all(running)
  expect(await place('a', async () => 'again')).toBe('again')
})

test('a body that breaks off gives its place back', async () => {
  const broken = () => place('d', () => Promise.reject(new Error('lost')))
  for (let at = 0; at < 3; at += 1) await expect(broken()).rejects.toThrow('lost')
})

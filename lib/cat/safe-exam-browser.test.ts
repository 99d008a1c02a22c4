import { expect, test } from 'vitest'
import { configKey, requestHash } from './safe-exam-browser'

const settings = { sendBrowserExamKey: true, startURL: 'https://cat.example.go.id/ujian', allowQuit: true }
const key = 'a5bed6a3fb3dcd1088405ec73071d0c58e1890f824e0c19ae573685b0e9ff11b'

test('the config key does not depend on the order, the version or an empty dictionary', () => {
  expect(configKey(settings)).toBe(key)
  expect(configKey({ originatorVersion: 'SEB_3.5', empty: {}, ...settings })).toBe(key)
})

test('the names inside a list of dictionaries are put in order too, without regard to case', () => {
  expect(configKey({ rules: [{ b: 1, A: 2 }] })).toBe(configKey({ rules: [{ A: 2, b: 1 }] }))
  expect(configKey({ rules: [{ A: 2 }, { A: 1 }] })).not.toBe(configKey({ rules: [{ A: 1 }, { A: 2 }] }))
})

test('dates and bytes are written as the browser writes them', () => {
  const bytes = Uint8Array.of(1, 2, 3)
  expect(configKey({ bytes, day: new Date('2026-01-02T03:04:05Z') })).toBe(
    configKey({ bytes: 'AQID', day: '2026-01-02T03:04:05.000Z' }),
  )
})

test('the hash of a request covers the address without its fragment, and the key', () => {
  const url = 'https://cat.example.go.id/ujian/sesi/7?soal=3'
  const hash = '5e00eff7ef5fe1b13927ff6a00b4e7da0a7f4b49a62d3ee85f8fa623c2f5728b'
  expect(requestHash(url, key)).toBe(hash)
  expect(requestHash(`${url}#soal`, key)).toBe(hash)
  expect(requestHash(`${url}4`, key)).not.toBe(hash)
})

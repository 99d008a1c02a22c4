import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readSettings, settingsFrom, settingsSchema } from '@/lib/settings'

test('without any setting everything has a value that works', () => {
  const read = readSettings({})
  expect(read).toMatchObject({ ok: true, settings: { PORT: 3000, HOST: '127.0.0.1' } })
})

test('an empty setting counts as not set', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: '' })).toEqual(readSettings({}))
})

test('each wrong setting is named with what is wrong', () => {
  const wrong = { PORT: '70000', DATABASE_URL: 'mysql://localhost/satya', NEXTAUTH_SECRET: 'short', LOG_LEVEL: 'loud' }
  expect(readSettings(wrong)).toEqual({
    ok: false,
    problems: [
      'PORT must be a whole number from 1 to 65535',
      'DATABASE_URL must look like postgres://user:password@host:5432/name',
      'NEXTAUTH_SECRET must have at least 32 characters',
      'LOG_LEVEL must be trace, debug, info, warn, error or silent',
    ],
  })
})

test.each(['a,b:5432', 'a%2cb', ','])('a database at %j is refused: one host is dialled', (hosts) => {
  const at = (host: string) => readSettings({ APP_DATABASE_URL: `postgres://satya:with,comma@${host}/satya` })
  const problems = ['APP_DATABASE_URL must name one host: the next of several would never be tried']
  expect(at(hosts)).toEqual({ ok: false, problems })
  expect(at('10.0.0.1:5432').ok).toBe(true)
})

test('whoever needs the settings at once is told of every wrong one', () => {
  expect(() => settingsFrom({ PORT: '0', LOG_LEVEL: 'loud' })).toThrow(/PORT must be .*; LOG_LEVEL must be/)
  expect(settingsFrom({ UPLOAD_LIMIT_MB: '25' }).UPLOAD_LIMIT_MB).toBe(25)
})

test.each(['abc', '0', '1.5', '-1', '99999999999', ' 3000'])('PORT %j is refused', (PORT) => {
  expect(readSettings({ PORT }).ok).toBe(false)
})

test('.env.example lists every setting, and nothing else, with its own default', () => {
  const lines = readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)
  const example = Object.fromEntries([...lines].map(([, name, value]) => [name, value]))
  expect(Object.keys(example).sort()).toEqual(Object.keys(settingsSchema.shape).sort())
  expect(readSettings(example)).toEqual(readSettings({}))
})

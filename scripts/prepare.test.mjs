import { expect, test } from 'vitest'
import { webEnvironment } from './prepare.mjs'

const database = {
  appUrl: 'postgres://main',
  wbsAppUrl: 'postgres://reports',
  shredAppUrl: 'postgres://shred',
  ownerUrl: 'postgres://owner',
  wbsOwnerUrl: 'x',
}
const settings = { NEXTAUTH_SECRET: 'sessions', DEMONSTRATION: 'on' }

test('a web server of WBS alone learns neither the main database nor the key of sessions', () => {
  const env = webEnvironment(database, { ...settings, SATYA_SURFACE: 'wbs' }, 'https://lapor.example')
  expect(env).toMatchObject({ APP_DATABASE_URL: '', NEXTAUTH_SECRET: '', WBS_APP_DATABASE_URL: 'postgres://reports' })
  expect(env.WBS_SHRED_APP_DATABASE_URL).toBe('postgres://shred')
  expect(env.DEMONSTRATION).toBe('off')
})

test.each(['all', 'office'])('one that serves %s knows both as their own roles, and no owner', (SATYA_SURFACE) => {
  const env = webEnvironment(database, { ...settings, SATYA_SURFACE }, 'https://satya.example')
  expect(env).toMatchObject({ APP_DATABASE_URL: 'postgres://main', WBS_APP_DATABASE_URL: 'postgres://reports' })
  expect([env.DATABASE_URL, env.WBS_DATABASE_URL, env.WBS_SHRED_DATABASE_URL]).toEqual(['', '', ''])
})

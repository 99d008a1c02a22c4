import { expect, test } from 'vitest'
import { keepsAndReads } from './key-list'
import { HANDLERS } from './steps'

test.each(HANDLERS)('a custodian of identities is no %s, for whoever handles reports reads them', (role) => {
  expect(keepsAndReads({ roles: ['kustodian', role], groupId: null })).toBe(true)
  expect(keepsAndReads({ roles: [role], groupId: 'inspektorat' })).toBe(false)
})

test('a custodian of identities stands in no group that reads, and may look after keys', () => {
  expect(keepsAndReads({ roles: ['kustodian'], groupId: 'inspektorat' })).toBe(true)
  expect(keepsAndReads({ roles: ['kustodian', 'pengelola_kunci'], groupId: null })).toBe(false)
})

import { mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { systemContext } from '@/lib/auth/actor'
import { fileAnswer } from './file-check'
import { issueDocument, revokeDocument } from './issue.server'
import { sampleSigning } from './sample-signing.server'
import { findPublicDocument } from './verification.server'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-verification-'))
process.env.FILES_FOLDER = path.join(folder, 'files')
process.env.KEYS_FOLDER = path.join(folder, 'keys')
const database = await testDatabase()
afterAll(() => rmSync(folder, { recursive: true }))

const now = new Date('2027-01-25T02:30:00Z')
const context = systemContext('test', now)

beforeEach(async () => {
  await database.reset()
  await database.owner`insert into agencies (id, code, name, kind) values (1, '7100', 'Provinsi', 'province')`
})

function issue(number: string, supersedesId?: string) {
  return transact(context, async (tx) => {
    const request = await sampleSigning.sample?.load(tx, context, number)
    if (!request) throw new Error('no sample')
    return issueDocument(tx, context, { ...request, supersedesId })
  })
}

test('a letter in force is found by its code, with its holder masked and its file intact', async () => {
  const { code } = await issue('1')
  const found = await findPublicDocument(code, now)
  expect(found).toMatchObject({ status: 'issued', number: '823.3/1/BKPSDMD/2027', maskedHolder: 'Y**** R*******' })
  expect(found?.isIntact).toBe(true)
})

test('nothing personal leaves: neither data, name, NIP nor who it belongs to', async () => {
  const { code } = await issue('1')
  const told = JSON.stringify(await findPublicDocument(code, now))
  for (const secret of ['Yusuf', '199003092018031004', 'Sungailiat', 'employeeId', 'data'])
    expect(told).not.toContain(secret)
})

test('a replaced letter leads to the one in force, a revoked one says when', async () => {
  const first = await issue('1')
  const second = await issue('2', first.id)
  expect(await findPublicDocument(first.code, now)).toMatchObject({
    status: 'superseded',
    successorCode: second.code,
    endedOn: '2027-01-25',
  })
  await transact(context, (tx) => revokeDocument(tx, context, second.id, 'keliru'))
  expect(await findPublicDocument(second.code, now)).toMatchObject({ status: 'revoked', endedOn: '2027-01-25' })
})

test('an unknown code finds nothing', async () => {
  expect(await findPublicDocument('7QK4M2XD9TRB', now)).toBeUndefined()
})

test('a stored file that was damaged is not vouched for', async () => {
  const { code, fileSha256 } = await issue('1')
  truncateSync(path.join(folder, 'files', fileSha256.slice(0, 2), fileSha256), 1000)
  expect((await findPublicDocument(code, now))?.isIntact).toBe(false)
})

test('the answer to a sent file follows from its hash alone', () => {
  const sha256 = 'a'.repeat(64)
  expect(fileAnswer(sha256, sha256)).toBe('match')
  expect(fileAnswer('b'.repeat(64), sha256)).toBe('differs')
  expect(fileAnswer('too_large', sha256)).toBe('too_large')
  expect(fileAnswer('sah', sha256)).toBeUndefined()
  expect(fileAnswer(undefined, sha256)).toBeUndefined()
})

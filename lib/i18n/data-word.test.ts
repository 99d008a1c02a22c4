import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { otherEvents } from '@/lib/audit-event'
import { permissions } from '@/lib/auth/permissions'
import { HISTORY_KINDS } from '@/lib/registry/history'
import { fieldsOf } from '@/lib/registry/history-fields'
import { referenceFields, referenceTables } from '@/lib/registry/reference-edit'
import { PROMOTION_TYPES } from '@/lib/sapk/promotion'
import { nextSteps, proposalFlow } from '@/lib/sapk/proposal'
import { reasonCodes } from '@/lib/sapk/reasons'
import { reviewFields } from '@/lib/sapk/review'
import { NOT_TAKEN } from '@/lib/wbs/not-taken'
import { dataWord } from './data-word'

const files = readdirSync('messages/id').map((file) => file.replace('.json', ''))
const messages = Object.fromEntries(
  files.map((file) => [file, JSON.parse(readFileSync(`messages/id/${file}.json`, 'utf8'))]),
)
const translate = createTranslator({ locale: 'id', timeZone: 'Asia/Jakarta', messages })
const has = (key: string) => translate.has(key as never)

/** Everything of one kind that the sources write into data, as `new Refusal('code'`. */
function writtenAs(pattern: RegExp): string[] {
  const sources = ['app', 'lib'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.(test|fixture)\.tsx?$/.test(path))
      .map((path) => readFileSync(join(folder, path), 'utf8')),
  )
  return [...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1] ?? '')))].sort()
}

/** Opening a list or one's own pages is no event. */
const readsOfNobody = [
  'absence.read',
  'account.read',
  'allowance.read',
  'audit.read',
  'duplicate.read',
  'entry.review',
  'home.read',
  'nominative.read',
  'own.read',
  'own.secure',
  'recap.read',
  'reward.read',
  'system.read',
  'template.read',
]
const permissionsInTheTrail = Object.keys(permissions).filter((permission) => !readsOfNobody.includes(permission))
const everyDocument = ['lib/sapk/required-documents.ts', 'lib/registry/history-papers.ts'].flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/'([A-Z][A-Z_]{2,})'/g)].map((match) => match[1] ?? ''),
)
const everyEvent = [...new Set(Object.values(proposalFlow).flatMap((events) => Object.keys(events)))]
const historyFields = HISTORY_KINDS.flatMap((kind) => Object.keys(fieldsOf(kind)))
const referenceFieldNames = referenceTables.flatMap((table) => referenceFields(table).map(({ name }) => name))

test.each([
  ['audit.event', [...otherEvents, ...permissionsInTheTrail]],
  ['audit.group', [...otherEvents, ...permissionsInTheTrail].map((event) => event.slice(0, event.indexOf('.')))],
  ['refusals', writtenAs(/Refusal(?:\(|\.onField\([^,]+,)\s*'([\w.]+)'/g)],
  ['wbs.refusals', [...NOT_TAKEN]],
  ['shell.told.signingDone', writtenAs(/_SIGNING = '(\w+)'/g)],
  ['access.system.signing', writtenAs(/_SIGNING = '(\w+)'/g)],
  ['proposal.document', everyDocument],
  ['proposal.event', everyEvent],
  ['proposal.type', PROMOTION_TYPES],
  ['nominative.filter.type', PROMOTION_TYPES],
  ['proposal.reason', reasonCodes],
  ['proposal.step', nextSteps],
  ['proposal.field', ['structural', 'functional'].flatMap(reviewFields)],
  ['registry.correct.field', historyFields],
  ['reference.fields', referenceFieldNames],
])('every code of %s has its words', (namespace, codes) => {
  expect(codes.length).toBeGreaterThan(2)
  expect([...new Set(codes)].filter((code) => !has(`${namespace}.${code}`))).toEqual([])
})

test('a code that nobody knows is shown by its last part', () => {
  expect(dataWord(translate, 'proposal.document.SK_PANGKAT')).toBe('SK pangkat terakhir')
  expect(dataWord(translate, 'proposal.document.TIDAK_ADA')).toBe('TIDAK_ADA')
})

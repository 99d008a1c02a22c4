import { beforeEach, expect, test } from 'vitest'
import { cancelSession } from './cancelling.server'
import { anExamDay, atWork, type ExamDay, examPerson, examTests, SECOND } from './exam-day.fixture'
import { prepareSession } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { itemExposure } from './item-exposure.server'
import { decideItem } from './items.server'
import { bankCoverage, findItem, listItems } from './items-read.server'

const database = await examTests()

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const reviewer = () => examPerson(day, SECOND, 'item_reviewer')
const REASON = 'Foto soal ini beredar di grup percakapan.'

/** Items on the papers of the session, of one cell. */
const itemsOf = (aspect: string) => database.owner<{ id: string; code: string; version: number }[]>`
  select i.id, i.code, i.version from exam_sessions s, jsonb_array_elements_text(s.content) c (version)
  join exam_item_versions v on v.id = c.version::uuid join exam_items i on i.id = v.item_id
  where s.id = ${day.sessionId} and i.aspect = ${aspect}`

async function leak({ id }: { id: string }): Promise<void> {
  const version = (await findItem(reviewer(), id))?.row.version ?? 0
  await decideItem(reviewer(), { id, version, reason: REASON }, 'leak')
}

test('how often an item was shown is counted from the papers of sessions that began, whatever its version now', async () => {
  const [item] = await itemsOf('numerik.deret_angka')
  const exposure = () => itemExposure(reviewer(), item?.id ?? '')
  expect(await exposure()).toMatchObject({ sessions: 0, people: 0, toCome: [{ id: day.sessionId }] })
  await atWork(day)
  await database.owner`update exam_item_versions set number = number + 1 where item_id = ${item?.id ?? ''}`
  expect(await exposure()).toMatchObject({ sessions: 1, people: 1, toCome: [] })
  const { rows } = await listItems(reviewer(), { typed: item?.code }, 1)
  expect(rows.map(({ used }) => used)).toEqual([1])
})

test.each([
  ['after it had begun has shown its items', true, { sessions: 1, people: 1, used: 1, toCome: [] }],
  ['before it began shows none, and none to come', false, { sessions: 0, people: 0, used: 0, toCome: [] }],
])('a session that was cancelled %s', async (_, hasBegun, exposure) => {
  const [item] = await itemsOf('numerik.deret_angka')
  if (hasBegun) await atWork(day)
  await cancelSession(examPerson(day), { id: day.sessionId, reason: 'Gardu listrik gedung meledak' })
  const { rows } = await listItems(reviewer(), { typed: item?.code }, 1)
  expect({ ...(await itemExposure(reviewer(), item?.id ?? '')), used: rows[0]?.used }).toMatchObject(exposure)
})

test('a leaked item goes into no new form, and the session that has it on its papers is warned of until it is over', async () => {
  const cell = 'numerik.deret_angka'
  const items = await itemsOf(cell)
  const leaked = async () => (await sessionView(examPerson(day), day.sessionId)).leakedItems
  expect(await leaked()).toBe(0)
  for (const item of items) await leak(item)
  expect(await leaked()).toBe(items.length)
  const { row, steps } = (await findItem(reviewer(), items[0]?.id ?? '')) ?? {}
  expect([row?.state, steps?.[0]?.step, steps?.[0]?.reason]).toEqual(['leaked', 'leak', REASON])

  const rest = await database.owner<{ id: string }[]>`
    select id from exam_items where aspect = ${cell} and state = 'approved'`
  for (const item of rest) await leak(item)
  const found = (await bankCoverage(reviewer())).flatMap(({ cells }) => cells).filter(({ aspect }) => aspect === cell)
  expect(new Set(found.map((each) => each.found))).toEqual(new Set([0]))
  await database.owner`delete from exam_papers`
  await database.owner`update exam_sessions set state = 'planned' where id = ${day.sessionId}`
  await expect(prepareSession(examPerson(day), day.sessionId)).rejects.toMatchObject({ code: 'bank_too_small' })
  expect(await leaked()).toBe(0)
})

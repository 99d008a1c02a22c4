import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadExamProgrammes } from '@/db/seed/exam-programmes'
import { loadBlueprints } from '@/db/seed/item-bank'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount, testAgency } from '@/lib/auth/testing.server'
import { emptyForm, formOfItem } from '@/lib/cat/item-form'
import { applyStaged, findStaged, forgetStagedItems, stageItems } from '@/lib/cat/item-import.server'
import type { ItemInput } from '@/lib/cat/item-input'
import { DOT_PNG, MOODLE_XML, packageLikeTao, packageOfChoices } from '@/lib/cat/item-package.fixture'
import { approveItem, decideItem, saveItem, submitItem } from '@/lib/cat/items.server'
import { bankCoverage, findItem, listItems } from '@/lib/cat/items-read.server'

const database = await testDatabase()
afterAll(database.reset)

let writer: Context
let reviewer: Context
let stranger: Context

beforeAll(async () => {
  const own = await testAgency(database.owner, 'province')
  const foreign = await testAgency(database.owner, 'regency')
  const contextOf = async (agencyId: number, role: 'item_writer' | 'item_reviewer'): Promise<Context> => {
    const { id, employeeId } = await testAccount(database.owner, agencyId, [role])
    const scope = { kind: 'agencies', agencyIds: [agencyId] } as const
    return { actor: { accountId: id, employeeId, name: role, agencyId, role, scope }, now: new Date() }
  }
  writer = await contextOf(own, 'item_writer')
  reviewer = await contextOf(own, 'item_reviewer')
  stranger = await contextOf(foreign, 'item_writer')
  await loadExamProgrammes(database.owner)
  await loadBlueprints(database.owner)
})

const form = (code: string, changes: Partial<ItemInput> = {}): ItemInput => ({
  ...emptyForm(code),
  section: 'TIU',
  aspect: 'figural.serial',
  stem: 'Lanjutkan [gambar: titik]',
  options: ['1', '2', '3', '4', '5'].map((body) => ({ body, weight: 0 })),
  key: 'B',
  images: [{ name: 'titik', dataUrl: `data:image/png;base64,${DOT_PNG.toString('base64')}` }],
  ...changes,
})

const seen = async (id: string) => {
  const found = await findItem(writer, id)
  if (!found) throw new Error('no such item')
  return { ...found, ref: { id, version: found.row.version } }
}

const codeOf = (work: Promise<unknown>) => work.then(() => 'done').catch((error) => error.code)

test('an item is written, reviewed by a second person and then counted for the blueprint', async () => {
  const id = await saveItem(writer, form('SER-1'))
  const { version, ref } = await seen(id)
  expect(version.stem).toContain('<img src="data:image/png;base64,')
  expect(version.key).toEqual({ A: 0, B: 5, C: 0, D: 0, E: 0 })
  expect(await codeOf(approveItem(reviewer, ref))).toBe('wrong_state')

  await submitItem(writer, ref)
  const submitted = (await seen(id)).ref
  expect(await codeOf(approveItem(writer, submitted))).toBe('conditions_unmet')
  expect(await codeOf(approveItem(reviewer, ref))).toBe('stale')
  expect(await codeOf(saveItem(writer, form('SER-1', { ...submitted })))).toBe('wrong_state')
  await approveItem(reviewer, submitted)

  const [programme] = await bankCoverage(reviewer)
  expect(programme?.cells.find(({ aspect }) => aspect === 'figural.serial')).toMatchObject({ found: 1 })
  const { row, steps } = await seen(id)
  expect(row.state).toBe('approved')
  expect(steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['write', 'submit', 'approve']))
})

test('a returned item goes back with its reason; a change of an approved one is another version, a draft', async () => {
  const id = await saveItem(writer, form('SER-2'))
  await submitItem(writer, (await seen(id)).ref)
  await decideItem(reviewer, { ...(await seen(id)).ref, reason: 'Gambar kedua tidak jelas.' }, 'return')
  expect((await seen(id)).steps).toContainEqual(
    expect.objectContaining({ step: 'return', reason: 'Gambar kedua tidak jelas.' }),
  )

  await submitItem(writer, (await seen(id)).ref)
  await approveItem(reviewer, (await seen(id)).ref)
  await saveItem(writer, form('SER-2', { ...(await seen(id)).ref, stem: 'Lanjutkan lagi' }))
  const { row, version } = await seen(id)
  expect([row.state, version.number, version.stem, version.reviewedAt]).toEqual(['draft', 2, 'Lanjutkan lagi', null])
})

test('a leaked item cannot be written under its code; once that was wrong, it is reviewed again by a second person', async () => {
  const id = await saveItem(writer, form('SER-6'))
  await submitItem(writer, (await seen(id)).ref)
  await approveItem(reviewer, (await seen(id)).ref)
  await decideItem(writer, { ...(await seen(id)).ref, reason: 'Beredar di grup percakapan.' }, 'leak')
  expect(await codeOf(saveItem(writer, form('SER-6', { ...(await seen(id)).ref })))).toBe('wrong_state')
  expect(await codeOf(approveItem(reviewer, (await seen(id)).ref))).toBe('wrong_state')
  await decideItem(reviewer, { ...(await seen(id)).ref, reason: 'Yang beredar soal lain.' }, 'restore')
  expect((await seen(id)).row.state).toBe('in_review')
  await approveItem(reviewer, (await seen(id)).ref)
})

test('a draft without a key is not approved by way of a leak mark that was wrong; it goes back to its writer', async () => {
  const id = await saveItem(writer, form('SER-7', { key: '' }))
  await decideItem(writer, { ...(await seen(id)).ref, reason: 'Beredar di grup percakapan.' }, 'leak')
  await decideItem(reviewer, { ...(await seen(id)).ref, reason: 'Yang beredar soal lain.' }, 'restore')
  expect(await codeOf(approveItem(reviewer, (await seen(id)).ref))).toBe('conditions_unmet')
  await decideItem(reviewer, { ...(await seen(id)).ref, reason: 'Kuncinya belum ada.' }, 'return')
  expect((await seen(id)).row.state).toBe('draft')
})

test('what is not whole is not reviewed, and a code is given once', async () => {
  const id = await saveItem(writer, form('SER-3', { key: '' }))
  expect(await codeOf(submitItem(writer, (await seen(id)).ref))).toBe('conditions_unmet')
  expect(await codeOf(saveItem(writer, form('SER-3')))).toBe('cat.item_code_taken')
  expect(await codeOf(saveItem(writer, form('SER-4', { images: [] })))).toBe('cat.item_image')
})

test('another agency sees nothing of the bank, and the exam room no item and no key', async () => {
  const id = await saveItem(writer, form('SER-5'))
  expect(await findItem(stranger, id)).toBeUndefined()
  expect((await listItems(stranger, {}, 1)).rows).toEqual([])
  for (const table of ['exam_items', 'exam_item_versions', 'exam_item_keys', 'exam_item_steps', 'exam_item_imports']) {
    const read = database.app.begin(async (tx) => {
      await tx`select set_config('role', 'satya_exam', true)`
      await tx.unsafe(`select * from ${table}`)
    })
    await expect(read, table).rejects.toThrow('permission denied')
  }
})

test('a file is checked before anything comes into the bank; faults stay out or become drafts', async () => {
  const id = await stageItems(writer, 'moodle.xml', new TextEncoder().encode(MOODLE_XML))
  const staged = await findStaged(writer, id)
  expect(staged?.items.map(({ code, effect }) => [code, effect])).toEqual([
    ['DRT-1', 'new'],
    ['Esai', 'new'],
  ])
  const before = (await listItems(writer, {}, 1)).counts
  const choice = { id, mode: 'all', section: 'TIU', aspect: 'verbal.analogi' } as const
  expect(await codeOf(applyStaged(stranger, choice))).toBe('not_found')
  expect((await listItems(writer, {}, 1)).counts).toEqual(before)
  expect(await applyStaged(writer, choice)).toBe(2)
  expect(await codeOf(applyStaged(writer, choice))).toBe('wrong_state')
})

test('an item whose weights are partly the same comes in, is reviewed and approved', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('soal')
  const letters = ['a', 'b', 'c', 'd', 'e']
  sheet.addRow([
    'kode',
    'subtes',
    'aspek',
    'soal',
    ...letters.map((each) => `opsi_${each}`),
    ...letters.map((each) => `bobot_${each}`),
  ])
  sheet.addRow(['SAMA-1', 'TKP', 'tik', 'Anda …', 'satu', 'dua', 'tiga', 'empat', 'lima', '2', '2', '4', '5', '3'])
  const id = await stageItems(writer, 'bobot.xlsx', new Uint8Array(await book.xlsx.writeBuffer()))
  expect((await findStaged(writer, id))?.items[0]?.problems).toMatchObject([
    { code: 'weights_repeated', isError: false },
  ])
  expect(await applyStaged(writer, { id, mode: 'valid', section: '', aspect: '' })).toBe(1)
  const [row] = (await listItems(writer, { typed: 'SAMA-1' }, 1)).rows
  await submitItem(writer, (await seen(row?.id ?? '')).ref)
  await approveItem(reviewer, (await seen(row?.id ?? '')).ref)
})

const stagedMoodle = () => stageItems(writer, 'moodle.xml', new TextEncoder().encode(MOODLE_XML))
const heldOf = async (id: string) => {
  const [file] = await database.owner<{ items: unknown[] }[]>`select items from exam_item_imports where id = ${id}`
  return file?.items.length
}

test('what was read from a file, with its keys, is kept until it is applied or thirty days have gone', async () => {
  const applied = await stagedMoodle()
  await applyStaged(writer, { id: applied, mode: 'valid', section: 'TIU', aspect: 'verbal.analogi' })
  expect(await heldOf(applied)).toBe(0)
  expect(await findStaged(writer, applied)).toMatchObject({ fileName: 'moodle.xml', items: [] })

  await database.owner`delete from exam_item_imports where applied_at is null`
  const waiting = await stagedMoodle()
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
  expect(await forgetStagedItems(inDays(29))).toBe(0)
  expect(await heldOf(waiting)).toBe(2)
  expect(await forgetStagedItems(inDays(31))).toBe(1)
  expect(await heldOf(waiting)).toBeUndefined()
  expect(await heldOf(applied)).toBe(0)
})

test('a file of items is applied once, however often it is asked for at the same time', async () => {
  const id = await stagedMoodle()
  const choice = { id, mode: 'all', section: 'TIU', aspect: 'verbal.analogi' } as const
  const said = await Promise.all([1, 2, 3].map(() => codeOf(applyStaged(writer, choice))))
  expect(said.sort()).toEqual(['done', 'wrong_state', 'wrong_state'])
})

test('who reads a file of items in, opens it and applies it is in the trail', async () => {
  const id = await stagedMoodle()
  await findStaged(writer, id)
  await applyStaged(writer, { id, mode: 'valid', section: 'TIU', aspect: 'verbal.analogi' })
  const trail = await database.owner`
    select event, account_id as account, after from audit_events where subject_id = ${id} order by seq`
  const account = writer.actor.accountId
  expect(trail).toMatchObject([
    { event: 'item.import', account, after: { file: 'moodle.xml', items: 2 } },
    { event: 'item.read', account, after: { file: 'moodle.xml', items: 2 } },
    { event: 'item.apply', account },
  ])
})

test('candidates, answers and keys never see what a file calls its options; an export does', async () => {
  const ids = ['benar', 'simpleChoice_1', '7b2e4a52-0c1f-4a7e-9a55-3f1d2c6b8e90', 'constructor', '__proto__']
  const id = await stageItems(writer, 'nama.zip', packageOfChoices('NAMA-1', ids, 'benar'))
  expect(await applyStaged(writer, { id, mode: 'valid', section: 'TIU', aspect: 'verbal.analogi' })).toBe(1)
  const [kept] = await database.owner<{ id: string; options: string[]; keys: Record<string, number> }[]>`
    select i.id, array(select o ->> 'id' from jsonb_array_elements(v.options) o order by 1) as options,
      (select jsonb_object_agg(option, points) from exam_item_keys where version_id = v.id) as keys
    from exam_item_versions v join exam_items i on i.id = v.item_id where i.code = 'NAMA-1'`
  expect(kept?.options).toEqual(['o1', 'o2', 'o3', 'o4', 'o5'])
  expect(Object.keys(kept?.keys ?? {}).sort()).toEqual(kept?.options)

  const { version, ref } = await seen(kept?.id ?? '')
  expect(version.options.map((option) => option.id)).toEqual(ids)
  expect(Object.entries(version.key).sort()).toEqual(ids.map((name) => [name, name === 'benar' ? 5 : 0]).sort())

  const options = ['1', '2', '3', '4', '5'].map((body) => ({ body, weight: 0, isFixed: body === '5' }))
  await saveItem(writer, form('NAMA-1', { ...ref, key: 'D', options }))
  const { version: again } = await seen(kept?.id ?? '')
  expect(again.options.map(({ isFixed = false }) => isFixed)).toEqual([false, false, false, false, true])
  const place = { code: 'NAMA-1', section: 'TIU', aspect: 'verbal.analogi' }
  expect(formOfItem({ ...again, ...place }, null, 0).options[4]).toMatchObject({ body: '5', isFixed: true })
  expect(again.options.map((option) => option.id)).toEqual(ids)
  expect(Object.entries(again.key).filter(([, points]) => points > 0)).toEqual([['constructor', 5]])
})

test('options without an identifier of their own are named, stay out of the valid ones and can be mended as a draft', async () => {
  const ids = ['A', 'A', '', 'B', '']
  const file = packageOfChoices('KEMBAR-1', ids, 'A')
  const id = await stageItems(writer, 'kembar.zip', file)
  const [item] = (await findStaged(writer, id))?.items ?? []
  expect(item?.problems).toEqual([
    { code: 'option_repeated', isError: true, facts: { name: 'A' } },
    { code: 'option_unnamed', isError: true, facts: {} },
  ])
  const place = { section: 'TIU', aspect: 'verbal.analogi' }
  expect(await applyStaged(writer, { id: await stageItems(writer, 'kembar.zip', file), mode: 'valid', ...place })).toBe(
    0,
  )
  expect(await applyStaged(writer, { id, mode: 'all', ...place })).toBe(1)

  const [row] = (await listItems(writer, { typed: 'KEMBAR-1' }, 1)).rows
  const draft = await seen(row?.id ?? '')
  expect(Object.values(draft.version.key)).toEqual([0, 0, 0, 0, 0])
  expect(await codeOf(submitItem(writer, draft.ref))).toBe('conditions_unmet')
  await saveItem(writer, form('KEMBAR-1', { ...draft.ref, key: 'B' }))
  const mended = await seen(row?.id ?? '')
  expect(Object.values(mended.version.key)).toEqual([0, 5, 0, 0, 0])
  await submitItem(writer, mended.ref)
})

test.each([
  ['Moodle XML', 'a.xml', MOODLE_XML.replace('>14<', '>16<')],
  ['Aiken', 'a.txt', 'Satu?\nA. x\nA. y\nC. z\nANSWER: A\n'],
  ['Aiken file that says no encoding', 'b.txt', [...'Dua?\nA. x\nANSWER: A\n'].join('\0')],
])('a %s with options twice or missing comes in as drafts, never as a failure', async (_, name, text) => {
  const place = { section: 'TIU', aspect: 'verbal.analogi' }
  const file = new TextEncoder().encode(text)
  const valid = await stageItems(writer, name, file)
  expect(await applyStaged(writer, { id: valid, mode: 'valid', ...place })).toBe(0)
  const all = await stageItems(writer, name, file)
  expect(await applyStaged(writer, { id: all, mode: 'all', ...place })).toBeGreaterThan(0)
})

test('what is imported again is the same, or another version under the same code', async () => {
  const place = { section: 'TIU', aspect: 'figural.analogi' }
  const first = await stageItems(writer, 'tao.zip', packageLikeTao())
  expect(await codeOf(applyStaged(writer, { id: first, mode: 'all', section: '', aspect: '' }))).toBe(
    'cat.item_cell_needed',
  )
  expect(await applyStaged(writer, { id: first, mode: 'all', ...place })).toBe(2)
  const again = await findStaged(writer, await stageItems(writer, 'tao.zip', packageLikeTao()))
  expect(again?.items.map(({ effect }) => effect)).toEqual(['same', 'same'])
})

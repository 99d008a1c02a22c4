import { expect, test } from 'vitest'
import { decryptAge } from '@/lib/documents/age.server'
import { anAgency } from '@/lib/registry/register.fixture'
import { anExamDay, examPerson, examTests } from './exam-day.fixture'
import { exportItems } from './item-export.server'
import { findStaged, stageItems } from './item-import.server'
import { unpack } from './item-package.server'

const { owner } = await examTests()
const ONE_CELL = { section: 'TIU', aspect: 'verbal.analogi' }

test('an export is encrypted, says in each part who took it, and is on record under the number that it bears', async () => {
  const day = await anExamDay(owner)
  const reviewer = examPerson(day, undefined, 'item_reviewer')
  for (const format of ['qti', 'xlsx'] as const) {
    const { fileName, bytes, passphrase } = await exportItems(reviewer, { ...ONE_CELL, format })
    expect(fileName).toMatch(/\.age$/)
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/imsmanifest|worksheets/)
    const files = await unpack(await decryptAge(bytes, passphrase))
    const [logged] = await owner<{ after: { export: string } }[]>`
      select after from audit_events where event = 'item.export' and after ->> 'format' = ${format}`
    const named = [...files].filter(([, content]) => {
      const text = Buffer.from(content).toString('utf8')
      return text.includes('oleh Lestari') && text.includes(logged?.after.export ?? '-')
    })
    const marked = named.map(([name]) => name)
    if (format === 'qti') expect(marked).toEqual([...files.keys()].filter((name) => name.endsWith('.xml')))
    else expect(marked).toContain('xl/worksheets/sheet1.xml')
  }
})

test('what was taken out comes in again with its passphrase, and with no other', async () => {
  const day = await anExamDay(owner)
  const { fileName, bytes, passphrase } = await exportItems(examPerson(day, undefined, 'item_reviewer'), {
    ...ONE_CELL,
    format: 'qti',
  })
  const writer = examPerson(day, undefined, 'item_writer')
  await expect(stageItems(writer, fileName, bytes)).rejects.toMatchObject({ code: 'passphrase_needed' })
  await expect(stageItems(writer, fileName, bytes, 'lain')).rejects.toMatchObject({ code: 'passphrase_wrong' })
  const staged = await findStaged(writer, await stageItems(writer, fileName, bytes, passphrase))
  expect(staged?.fileName).toBe('bank-soal-qti.zip')
  expect(staged?.items.length).toBeGreaterThan(0)
  expect(staged?.items.every(({ effect }) => effect === 'same')).toBe(true)
})

test('nobody takes out the items of another agency', async () => {
  const day = await anExamDay(owner)
  const agencyId = await anAgency(owner, 'Pemerintah Kota Uji')
  const stranger = examPerson({ ...day, agencyId }, undefined, 'item_reviewer')
  const { bytes, passphrase } = await exportItems(stranger, { format: 'qti' })
  const files = await unpack(await decryptAge(bytes, passphrase))
  expect([...files.keys()]).toEqual(['imsmanifest.xml'])
})

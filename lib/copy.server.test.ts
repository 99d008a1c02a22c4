import { afterAll, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { type CopiedRow, CopyLines, copiedRows } from './copy.server'

const database = await testDatabase()
afterAll(closeDatabase)

test('COPY reads what it wrote, without the one character that PostgreSQL has no text with', async () => {
  const texts = ['a\tb', 'a\nb\r\n', 'C:\\t\\N', '\\N', '', null, 'Siti\u0000 Aminah']
  const rows: CopiedRow[] = []
  await database.owner.begin(async (tx) => {
    await tx`create temporary table copied (place int, text text) on commit drop`
    const lines = new CopyLines()
    for (const [place, text] of texts.entries()) lines.add([place, text])
    await lines.copyTo(tx, 'copied (place, text)')
    for await (const block of copiedRows(tx, 'select text from copied order by place')) rows.push(...block)
  })
  expect(rows.flat()).toEqual([...texts.slice(0, -1), 'Siti Aminah'])
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openSheets } from './open-sheets.server'
import type { SheetRow } from './sheet'

const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(content: string | Buffer) {
  const path = join(folder, 'berkas.csv')
  writeFileSync(path, content)
  const sheets = await openSheets(path)
  const rows: SheetRow[] = []
  for await (const block of sheets.rows('')) rows.push(...block)
  return { texts: rows.map((row) => row.texts), rows, notices: sheets.notices }
}

const wanted = [
  ['nip', 'nama', 'alamat'],
  ['198311112005092001', 'Nur’aini; Siti', 'Jl. Lada, "Blok C"'],
]

test('comma, semicolon and tab are told apart, with or without a byte order mark', async () => {
  for (const [separator, mark] of [
    [',', ''],
    [';', '\ufeff'],
    ['\t', ''],
    [',', '\ufeff'],
  ]) {
    const text = wanted.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join('\r\n')
    expect((await read(`${mark}${text}\r\n`)).texts, `${mark}${separator}`).toEqual(wanted)
  }
})

test('bytes that are no UTF-8 are read as Windows-1252 and said so', async () => {
  const { texts, notices } = await read(Buffer.from('nip,nama\n1,Jos\xe9 \x96 Ren\xe9\n', 'latin1'))
  expect(texts[1]).toEqual(['1', 'José – René'])
  expect(notices).toEqual(['windows_1252'])
})

test('UTF-16 as Excel writes it is read', async () => {
  const { texts, notices } = await read(
    Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from('nip\tnama\n1\tRené\n', 'utf16le')]),
  )
  expect(texts).toEqual([
    ['nip', 'nama'],
    ['1', 'René'],
  ])
  expect(notices).toEqual([])
})

test('rows are numbered as a spreadsheet shows them: a quoted line break is no new row, a blank line is one', async () => {
  const { rows } = await read('nip,alamat\n1,"baris\natas"\n\n2,b\n')
  expect(rows.map((row) => [row.rowNumber, row.texts[0]])).toEqual([
    [1, 'nip'],
    [2, '1'],
    [3, ''],
    [4, '2'],
  ])
})

test('a file that was put together from several may end its lines in several ways', async () => {
  const { texts } = await read('nip,nama\r\n1,a\n2,"b"\r3,"c"\r\n4,"d"\n5,e')
  expect(texts.map((row) => row.join())).toEqual(['nip,nama', '1,a', '2,b', '3,c', '4,d', '5,e'])
})

test('a quote that never ends is refused with its row', async () => {
  await expect(read(`nip,nama\n1,a\n2,"${'x'.repeat(3_000_000)}`)).rejects.toMatchObject({
    code: 'import.csv_broken',
    facts: { row: 3 },
  })
})

test('a binary file is no CSV', async () => {
  await expect(read(Buffer.from('a,b\u0000c'))).rejects.toMatchObject({ code: 'import.file_not_sheet' })
})

test('a quote inside a cell stays as it is, and so does what follows a closing quote', async () => {
  const { texts } = await read('nip,nama\n1,Siti "Nur" Aini\n2,"Siti" Nur\n3,"Siti ""Nur"""\n4,""\n')
  expect(texts.slice(1).map((row) => row[1])).toEqual(['Siti "Nur" Aini', '"Siti" Nur', 'Siti "Nur"', ''])
})

test('rows that are cut between two pieces of the file come out whole', async () => {
  const cells = ['Jl. Ladá 1', 'a "b"\r\nc', '']
  const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
  const { texts, notices } = await read(`${line}\r\n`.repeat(30_000))
  expect(texts).toHaveLength(30_000)
  expect(texts.every((row) => row.join('|') === cells.join('|'))).toBe(true)
  expect(notices).toEqual([])
})

import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { CsvRecords } from './csv-records'

const known = { delimiter: ';', record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, relax_quotes: true }

/** The same numbers each time (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function cut(text: string, pieceLength: number): string[][] {
  const records = new CsvRecords(';')
  const found: string[][] = []
  for (let at = 0; at < text.length; at += pieceLength) found.push(...records.take(text.slice(at, at + pieceLength)))
  return [...found, ...records.end()]
}

test('texts are cut as another reader of CSV cuts them, wherever a piece of the file ends', () => {
  const roll = dice(7)
  const cells = ['', 'a', ' b ', '"a;b"', '"a\r\nb"', '"""a"""', '""', 'a "b"', '"a" b', '"a\rb"', 'é']
  const ends = ['\r\n', '\n', '\r']
  for (let round = 0; round < 400; round += 1) {
    let text = ''
    for (let rows = 1 + roll(6); rows > 0; rows -= 1) {
      text += Array.from({ length: 1 + roll(4) }, () => cells[roll(cells.length)]).join(';')
      if (rows > 1 || roll(2) === 0) text += ends[roll(3)]
    }
    for (const length of [1, 2, 3, 5, text.length || 1]) {
      expect(cut(text, length), JSON.stringify({ text, length })).toEqual(parse(text, known))
    }
  }
})

test('a quote that never ends is refused with its row, before the whole file is in memory', () => {
  expect(() => cut('a;b\n1;"c', 3)).toThrow(expect.objectContaining({ code: 'import.csv_broken', facts: { row: 2 } }))
  const records = new CsvRecords(';')
  records.take('a;b\n1;"')
  expect(() => {
    for (let pieces = 0; pieces < 3; pieces += 1) records.take('x'.repeat(1_000_000))
  }).toThrow(expect.objectContaining({ code: 'import.csv_broken', facts: { row: 2 } }))
})

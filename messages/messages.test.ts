import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const files = readdirSync(path.join(import.meta.dirname, 'id')).filter((name) => name.endsWith('.json'))

test('both languages have the same files', () => {
  expect(readdirSync(path.join(import.meta.dirname, 'en')).filter((name) => name.endsWith('.json'))).toEqual(files)
  expect(files).not.toEqual([])
})

test.each(files)('%s says everything in both languages', (file) => {
  const [indonesian, english] = [messagesOf('id', file), messagesOf('en', file)]
  expect([...english.keys()].sort()).toEqual([...indonesian.keys()].sort())
  for (const messages of [indonesian, english]) {
    expect([...messages].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([])
  }
})

test.each(files)('%s fills the same gaps in both languages', (file) => {
  const english = messagesOf('en', file)
  const different = [...messagesOf('id', file)].filter(
    ([key, text]) => `${argumentsOf(text)}` !== `${argumentsOf(english.get(key) ?? '')}`,
  )
  expect(different.map(([key]) => key)).toEqual([])
})

test.each(files)('%s shouts at nobody', (file) => {
  const loud = [...messagesOf('id', file), ...messagesOf('en', file)].filter(([, text]) => text.includes('!'))
  expect(loud.map(([key]) => key)).toEqual([])
})

/** Every sentence by its dotted key. */
function messagesOf(locale: 'id' | 'en', file: string): Map<string, string> {
  return new Map(flatten(JSON.parse(readFileSync(path.join(import.meta.dirname, locale, file), 'utf8')), ''))
}

function flatten(value: unknown, key: string): [string, string][] {
  if (typeof value === 'string') return [[key, value]]
  if (typeof value !== 'object' || value === null) throw new TypeError(`${key} is no text`)
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, key ? `${key}.${name}` : name))
}

/** The names of the ICU arguments and rich-text tags of a message, sorted. */
function argumentsOf(text: string): string[] {
  const names = [...text.matchAll(/\{\s*(\w+)\s*[,}]/g), ...text.matchAll(/<(\w+)\s*\/?>/g)].map(
    (match) => match[1] ?? '',
  )
  return [...new Set(names)].sort()
}

import { readdirSync, readFileSync } from 'node:fs'
import { createTranslator } from 'next-intl'
import { describe, expect, test } from 'vitest'

type Tree = { [key: string]: string | Tree }

const files = (locale: string) => readdirSync(`messages/${locale}`).sort()
const read = (locale: string, file: string): Tree => JSON.parse(readFileSync(`messages/${locale}/${file}`, 'utf8'))

/** Each sentence by its dotted key. */
function sentences(tree: Tree, prefix = ''): [key: string, sentence: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : sentences(value, `${prefix}${key}.`),
  )
}

/** The names a sentence expects, found by asking for it with every name answered. */
function argumentsOf(sentence: string): string[] {
  const names = [...sentence.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1] ?? '')
  return [...new Set(names)].sort()
}

test('both languages have the same files', () => {
  expect(files('en')).toEqual(files('id'))
})

describe.each(files('id'))('%s', (file) => {
  const indonesian = sentences(read('id', file))
  const english = sentences(read('en', file))

  test('every sentence exists in both languages', () => {
    expect(english.map(([key]) => key).sort()).toEqual(indonesian.map(([key]) => key).sort())
  })

  test('no sentence is empty, shouts, or has a fault in its form', () => {
    for (const [locale, list] of [['id', indonesian] as const, ['en', english] as const]) {
      for (const [key, sentence] of list) {
        expect(sentence.trim(), `${locale} ${key}`).not.toBe('')
        expect(sentence, `${locale} ${key}`).not.toContain('!')
        const faults: string[] = []
        const translate = createTranslator({
          locale,
          timeZone: 'Asia/Jakarta',
          messages: { sentence },
          onError: (error) => faults.push(error.message),
        })
        const values = Object.fromEntries(argumentsOf(sentence).map((name) => [name, 1]))
        translate.rich('sentence', { ...values, ...TAGS })
        expect(faults, `${locale} ${key}: ${sentence}`).toEqual([])
      }
    }
  })
})

/** Words that stand for something that has another name here. */
const OTHER_WORDS = { id: /peladen/i, en: /key of last resort|inspektur/i } // server, recovery key, Inspector

test.each(['id', 'en'] as const)('one thing has one name in %s', (locale) => {
  const every = files(locale).flatMap((file) => sentences(read(locale, file)))
  expect(every.filter(([, sentence]) => OTHER_WORDS[locale].test(sentence))).toEqual([])
})

/** The tags that a sentence may carry. */
const TAGS = Object.fromEntries(
  ['b', 'a', 'link', 'code', 'kbd', 'br'].map((tag) => [tag, (chunks: unknown) => String(chunks)]),
)

import { readFileSync } from 'node:fs'
import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import type { Locale } from '@/lib/format'
import { readableFacts } from '@/lib/i18n/facts'
import type { Finding } from '@/lib/refusal'
import { periodFindings } from './regime'

/** Cases that together meet and fail every condition of this module. */
const findings: Finding[] = [
  ...periodFindings('2021-01-01', '2021-06-30'),
  ...periodFindings('2021-01-01', '2022-07-01'),
  ...periodFindings('2026-03-02', '2026-03-01'),
]

const read = (locale: Locale) => JSON.parse(readFileSync(`messages/${locale}/findings.json`, 'utf8'))

test('the cases of this test meet and fail every condition', () => {
  const kinds = (met: boolean) =>
    [...new Set(findings.filter((finding) => finding.met === met).map(({ code }) => code))].sort()
  expect(kinds(true)).toEqual(kinds(false))
})

test.each(['id', 'en'] as const)('every finding reads as a whole sentence (%s)', (locale: Locale) => {
  const faults: string[] = []
  const translate = createTranslator({
    locale,
    timeZone: 'Asia/Jakarta',
    messages: read(locale),
    onError: (error) => faults.push(error.message),
  }) as (key: string, values: Record<string, string | number>) => string
  for (const finding of findings) {
    for (const part of finding.met ? ['title', 'met'] : ['title', 'unmet', 'todo']) {
      const sentence = translate(`${finding.code}.${part}`, readableFacts(finding.facts, locale))
      expect(sentence, `${finding.code}.${part} ${JSON.stringify(finding.facts)}`).not.toMatch(
        /none|null|undefined|[{}]|\b\d{4}-\d{2}/,
      )
      expect(sentence.trim().length).toBeGreaterThan(1)
    }
  }
  expect(faults).toEqual([])
})

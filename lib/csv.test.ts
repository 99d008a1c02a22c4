import { expect, test } from 'vitest'
import { csvLine } from './csv'

test('a text that looks like a formula stays text', () => {
  expect(csvLine(['=HYPERLINK("x")', '+62', '-1', '@a'])).toBe(`"'=HYPERLINK(""x"")";'+62;'-1;'@a\r\n`)
  expect(csvLine(['＝1+1', '\t=1', '\n=1'])).toBe(`'＝1+1;'\t=1;"'\n=1"\r\n`)
})

test('separators, quotes and new lines are quoted, nothing else is', () => {
  expect(csvLine(['Biro Umum; Setda', 'kata "dalam" kutip', 'III/c', 2_785_700, null])).toBe(
    '"Biro Umum; Setda";"kata ""dalam"" kutip";III/c;2785700;\r\n',
  )
  expect(csvLine(['satu\ndua'])).toBe('"satu\ndua"\r\n')
})

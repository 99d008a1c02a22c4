import { expect, test } from 'vitest'
import { nipInput } from './nip-input'

test('a NIP is taken as it is typed and as a workbook gives it, and anything else is told by the code of the form', () => {
  const field = nipInput('nip_malformed')
  for (const text of ['198503152010011001', ' 19850315 201001 1 001 ', "'198503152010011001"])
    expect(field.parse(text)).toBe('198503152010011001')
  for (const text of ['', '19850315201001100', '19850315-201001-1-001'])
    expect(field.safeParse(text).error?.issues).toMatchObject([{ message: 'nip_malformed' }])
})

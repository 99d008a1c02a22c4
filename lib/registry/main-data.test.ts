import { expect, test } from 'vitest'
import { supplementInput } from './main-data'
import { NO_SUPPLEMENT } from './main-data.fixture'

const NOTHING = {
  id: '00000000-0000-4000-8000-000000000001',
  version: 1,
  ...NO_SUPPLEMENT,
}
type Field = keyof typeof NOTHING

const read = (field: Field, typed: string) => supplementInput.safeParse({ ...NOTHING, [field]: typed })

test.each<[Field, string, string]>([
  ['treasuryCode', '018', '018'],
  ['treasuryCode', ' 091 ', '091'],
  ['treasuryCode', '', ''],
  ['positionClass', '1', '1'],
  ['positionClass', '17', '17'],
  ['officialEmail', 'tini@babelprov.go.id', 'tini@babelprov.go.id'],
  ['officialEmail', `${'a'.repeat(188)}@babel.id.id`, `${'a'.repeat(188)}@babel.id.id`],
  ['postalCode', '10110', '10110'],
  ['healthInsuranceNumber', '0001234567890', '0001234567890'],
  ['healthInsuranceNumber', ' 0001 2345 67890 ', '0001234567890'],
  ['birthPlaceCode', 'A'.repeat(40), 'A'.repeat(40)],
  ['otherIdentityNumber', 'A'.repeat(40), 'A'.repeat(40)],
  ['workPlace', 'A'.repeat(150), 'A'.repeat(150)],
  ['landline', '0'.repeat(30), '0'.repeat(30)],
  ['smartCardNumber', '1'.repeat(30), '1'.repeat(30)],
  ['spouseCardNumber', 'A'.repeat(40), 'A'.repeat(40)],
  ['taspenNumber', '1'.repeat(40), '1'.repeat(40)],
  ['housingNumber', '1'.repeat(40), '1'.repeat(40)],
])('%s %j is read as %j', (field, typed, expected) => {
  expect(read(field, typed).data?.[field]).toBe(expected)
})

test.each<[Field, string, string]>([
  ['treasuryCode', '91', 'main_data.treasury_code'],
  ['treasuryCode', '0911', 'main_data.treasury_code'],
  ['treasuryCode', 'A91', 'main_data.treasury_code'],
  ['positionClass', '0', 'main_data.position_class'],
  ['positionClass', '18', 'main_data.position_class'],
  ['positionClass', '9,5', 'main_data.position_class'],
  ['officialEmail', 'tini', 'main_data.official_email'],
  ['officialEmail', 'tini@babelprov', 'main_data.official_email'],
  ['postalCode', '3314', 'main_data.postal_code'],
  ['postalCode', '331490', 'main_data.postal_code'],
  ['postalCode', '03149', 'main_data.postal_code'],
  ['healthInsuranceNumber', '000123456789', 'main_data.health_insurance_number'],
  ['healthInsuranceNumber', '00012345678901', 'main_data.health_insurance_number'],
  ['birthPlaceCode', 'A'.repeat(41), 'too_long'],
  ['otherIdentityNumber', 'A'.repeat(41), 'too_long'],
  ['workPlace', 'A'.repeat(151), 'too_long'],
  ['officialEmail', `${'a'.repeat(189)}@babel.id.id`, 'too_long'],
  ['landline', '0'.repeat(31), 'too_long'],
  ['smartCardNumber', '1'.repeat(31), 'too_long'],
  ['spouseCardNumber', 'A'.repeat(41), 'too_long'],
  ['taspenNumber', '1'.repeat(41), 'too_long'],
  ['housingNumber', '1'.repeat(41), 'too_long'],
])('%s %j is refused at its field', (field, typed, code) => {
  expect(read(field, typed).error?.issues).toMatchObject([{ path: [field], message: code }])
})

test.each<[Field, string]>([
  ['otherIdentityNumber', '-'],
  ['landline', '-'],
  ['postalCode', '-'],
  ['healthInsuranceNumber', '-'],
  ['taspenNumber', '-'],
  ['housingNumber', '-'],
  ['birthPlaceCode', ''],
  ['workPlace', ''],
  ['positionClass', ''],
  ['officialEmail', ''],
  ['smartCardNumber', ''],
  ['spouseCardNumber', ''],
  ['treasuryCode', ''],
])(
  'a hyphen in %s means %j: it empties what is not shown, and stands for nothing where everything is',
  (field, expected) => {
    expect(supplementInput.safeParse({ ...NOTHING, [field]: '-' }).data?.[field]).toBe(expected)
  },
)

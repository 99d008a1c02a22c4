import { parseArgs } from 'node:util'
import { createTranslator } from 'use-intl/core'
import { closeDatabase } from '@/db/client.server'
import { newAccountInput } from '@/lib/auth/account'
import { createAccount } from '@/lib/auth/accounts.server'
import { systemContext } from '@/lib/auth/actor'
import { firstAccountInput } from '@/lib/auth/first-account'
import { createFirstAccount } from '@/lib/auth/first-account.server'
import { loadMessages } from '@/lib/i18n/messages.server'
import { Refusal } from '@/lib/refusal'

const USAGE = `Usage:
  npm run account -- --nip 18-DIGITS --user NAME --letter NUMBER --date YYYY-MM-DD
      an administrator who is in the register already
  npm run account -- … --name "NAME WITHOUT TITLES" --birth-place PLACE
      the first one, in an empty register`

/** `npm run account`: an administrator of BKN from the command line; everybody else is made on screen. */
async function main(): Promise<number> {
  const refusals = createTranslator({ locale: 'en', messages: await loadMessages('en'), namespace: 'refusals' })
  const given = readCall()
  if (!given) return say(USAGE, 2)
  const context = systemContext('npm run account', new Date())
  const isFirst = given.name !== undefined || given.birthPlace !== undefined
  const input = (isFirst ? firstAccountInput : newAccountInput).safeParse(given)
  if (!input.success) {
    const faults = input.error.issues.map(({ path, message }) => {
      const code = message as never
      return `  ${path.join('.')}: ${refusals.has(code) ? refusals(code) : message}`
    })
    return say([...faults, USAGE].join('\n'), 2)
  }
  try {
    const password = isFirst
      ? await createFirstAccount(context, firstAccountInput.parse(given))
      : await createAccount(context, newAccountInput.parse(given))
    console.log(`First password of ${input.data.userId}, shown once: ${password}`)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return say(`Refused: ${refusals(error.code as never, error.facts as never)}`, 1)
  }
}

function readCall() {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      options: { nip: text, user: text, letter: text, date: text, name: text, 'birth-place': text },
    })
    return {
      nip: values.nip ?? '',
      userId: values.user ?? '',
      letterNumber: values.letter ?? '',
      letterOn: values.date ?? '',
      roles: ['bkn_admin'],
      name: values.name,
      birthPlace: values['birth-place'],
    }
  } catch {
    return undefined
  }
}

function say(sentence: string, code: number): number {
  console.error(sentence)
  return code
}

process.exitCode = await main().finally(closeDatabase)

import { parseArgs } from 'node:util'
import { closeDatabase } from '@/db/client.server'
import { newAccountInput } from '@/lib/auth/account'
import { createAccount } from '@/lib/auth/accounts.server'
import { systemContext } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'

/** `npm run account`: the first administrator of a new installation; everybody else is made on screen. */
const { values } = parseArgs({
  options: {
    nip: { type: 'string', default: '' },
    user: { type: 'string', default: '' },
    letter: { type: 'string', default: '' },
    date: { type: 'string', default: '' },
  },
})
const input = newAccountInput.safeParse({
  nip: values.nip,
  userId: values.user,
  letterNumber: values.letter,
  letterOn: values.date,
  roles: ['bkn_admin'],
})
if (input.success) {
  await createAccount(systemContext('npm run account', new Date()), input.data).then(
    (password) => console.log(`First password of ${input.data.userId}, shown once: ${password}`),
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      console.error(`Refused: ${error.code}.`)
      process.exitCode = 1
    },
  )
} else {
  console.error('Usage: npm run account -- --nip 18-DIGITS --user NAME --letter NUMBER --date YYYY-MM-DD')
  for (const issue of input.error.issues) console.error(`  ${issue.path.join('.')}: ${issue.message}`)
  process.exitCode = 1
}
await closeDatabase()

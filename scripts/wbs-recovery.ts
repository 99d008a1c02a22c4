import { readFileSync, writeFileSync } from 'node:fs'
import { transactWbs } from '@/db/wbs/client.server'
import { civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { bringRecoveredReports, takeLostReports } from '@/lib/wbs/recovery.server'

const USAGE = `Recovery of reports that nobody can open any more (docs/wbs-ceremony.md):
  npm run wbs:recovery -- take TAKEN KEY KEY …   writes them for the ceremony; KEY: ids of the keys that are to read
  npm run wbs:recovery -- bring BROUGHT          brings in what the ceremony gave`

const [command, file = '', ...readers] = process.argv.slice(2)

try {
  process.exit(await main())
} catch (error) {
  console.error(error instanceof Refusal ? `Refused: ${error.code}` : (error as Error).message)
  process.exit(1)
}

async function main(): Promise<number> {
  if (command === 'take' && file && readers.length > 0) {
    const taken = await transactWbs((tx) => takeLostReports(tx, readers))
    writeFileSync(file, JSON.stringify(taken), { mode: 0o600, flag: 'wx' })
    console.log(`${taken.reports.length} reports that nobody can open are in ${file}.`)
    return 0
  }
  if (command === 'bring' && file) {
    const on = civilDateIn('Asia/Jakarta', new Date())
    const brought = JSON.parse(readFileSync(file, 'utf8'))
    const count = await transactWbs((tx) => bringRecoveredReports(tx, brought, on))
    console.log(`${count} reports are read again. Their reporters see that the key of last resort was used.`)
    return 0
  }
  console.error(USAGE)
  return 2
}

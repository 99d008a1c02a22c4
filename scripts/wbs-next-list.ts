import { writeFileSync } from 'node:fs'
import { transactWbs } from '@/db/wbs/client.server'
import { civilDateIn } from '@/lib/civil-date'
import { nextList } from '@/lib/wbs/key-list.server'

/** `npm run wbs:next-list -- draft.json`: the unsigned list for the ceremony, as the page `/wbs/kunci` gives it. */
const [file = ''] = process.argv.slice(2)

try {
  const list = await transactWbs((tx) => nextList(tx, civilDateIn('Asia/Jakarta', new Date())))
  writeFileSync(file, JSON.stringify(list, null, 2), { flag: 'wx' })
  console.log(`${list.keys.length} keys are in ${file}.`)
  process.exit(0)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

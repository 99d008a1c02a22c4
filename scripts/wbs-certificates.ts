import { transactWbs } from '@/db/wbs/client.server'
import { civilDateIn } from '@/lib/civil-date'
import { waitingEntries } from '@/lib/wbs/transparency.server'

/** `npm run wbs:certificates`: what was destroyed and recovered since the last ceremony, for `certificates` of the next draft. */
const on = civilDateIn('Asia/Jakarta', new Date())
console.log(JSON.stringify(await transactWbs((tx) => waitingEntries(tx, on)), null, 2))
process.exit(0)

import { readFileSync } from 'node:fs'
import { transactWbs } from '@/db/wbs/client.server'
import { civilDateIn } from '@/lib/civil-date'
import type { Signed } from '@/lib/wbs/ceremony'
import { Tampered } from '@/lib/wbs/protocol'
import { publishManifest } from '@/lib/wbs/transparency.server'

/** `npm run wbs:publish -- signed.json`: brings in what a ceremony signed; from then on reports are encrypted to it. */
const [file = ''] = process.argv.slice(2)

try {
  const { manifest, signature, checkpoint }: Signed = JSON.parse(readFileSync(file, 'utf8'))
  const on = civilDateIn('Asia/Jakarta', new Date())
  await transactWbs((tx) => publishManifest(tx, { signed: { manifest, signature }, checkpoint, on }))
  console.log(`Published manifest ${JSON.parse(manifest).version}.`)
  process.exit(0)
} catch (error) {
  console.error(error instanceof Tampered ? `Refused: ${error.message}` : (error as Error).message)
  process.exit(1)
}

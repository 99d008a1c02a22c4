import { closeDatabase } from '@/db/client.server'
import { verifyAudit } from '@/lib/audit-verify.server'

/** `npm run audit:verify`: computes the chain of the audit trail again and names the first broken seal. */
const { seals, events, unsealed, newest, broken } = await verifyAudit(new Date())
console.log(`${seals} seals over ${events} events, ${unsealed} events not sealed yet.`)
if (newest) console.log(`Newest seal: ${newest} (keep a copy outside the database).`)
const [first] = broken
if (first) {
  const why = {
    gap: 'the seal before it is missing',
    count: `${first.expected} events were sealed, ${first.found} are there`,
    hash: 'an event, or the seal before it, was changed',
  }[first.why]
  console.error(
    `Broken: seal ${first.id} of ${first.sealedAt.toISOString()}: ${why}. Broken seals in all: ${broken.length}.`,
  )
} else {
  console.log('The chain is whole.')
}
await closeDatabase()
process.exitCode = first ? 1 : 0

import { factsQuery } from '@/lib/sapk/facts-query.server'
import { writeFileSync } from 'node:fs'
const s = process.argv[2] ? { agencyId: Number(process.argv[2]) } : 'everybody' as const
writeFileSync('/tmp/facts.sql', factsQuery(s, '2027-04-01'))

import { computeNominative } from '@/lib/sapk/nominative.server'
import { closeDatabase } from '@/db/client.server'
import postgres from 'postgres'
import { readReferenceRows } from '@/db/reference/read'
const db = process.argv[2]!
const own = new URL(process.env.OWNER_URL!); own.pathname = '/' + db
const app = new URL(process.env.APP_DATABASE_URL!); app.pathname = '/' + db
process.env.APP_DATABASE_URL = String(app)
const sql = postgres(String(own), { max: 1, onnotice: () => {} })
if ((await sql`select 1 from reference_rows limit 1`).length === 0) {
  const rows = readReferenceRows().map(r => ({ table_name: r.tableName, code: r.code, valid_from: r.validFrom, valid_to: r.validTo, position: r.position, data: sql.json(r.data as never), source: r.source, confidence: r.confidence }))
  for (let i = 0; i < rows.length; i += 500) await sql`insert into reference_rows ${sql(rows.slice(i, i + 500))}`
}
await sql`truncate nominative_results, nominative_runs`
const t = Date.now()
const scope = process.argv[3] ? { agencyId: Number(process.argv[3]) } : 'everybody' as const
const n = await computeNominative(scope, '2027-04-01', new Date('2026-11-23T05:00:00Z')).catch(e => { console.log('ERR', e); process.exit() })
console.log(db, n, (Date.now() - t) / 1000, 's', Math.round(process.memoryUsage.rss() / 1e6), 'MB', process.cpuUsage().user / 1e6)
console.log(await sql`select type, outcome, is_provisional, count(*) from nominative_results group by 1,2,3 order by 1,2,3`)
console.log(await sql`select f->>'code' as code, count(*) from nominative_results, jsonb_array_elements(unmet) f group by 1 order by 2 desc`)
await closeDatabase(); process.exit()

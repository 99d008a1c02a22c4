import postgres from 'postgres'
const base = new URL(process.env.OWNER_URL!)
const sql = postgres(String(Object.assign(new URL(base), { pathname: '/' + process.argv[2] })), { max: 1, onnotice: () => {} })
await sql`set session_replication_role = replica`
for (const q of process.argv.slice(3)) { const t = Date.now(); const r = await sql.unsafe(q); console.log(r.map(x => Object.values(x).join(' | ')).join('\n')); console.log(q.slice(0, 60), Date.now() - t, 'ms') }
process.exit()

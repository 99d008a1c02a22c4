import postgres from 'postgres'
import { populate } from './nominatif-population'
const n = Number(process.argv[2])
const base = new URL(process.env.OWNER_URL!)
const admin = postgres(String(Object.assign(new URL(base), { pathname: '/postgres' })), { max: 1, onnotice: () => {} })
const name = 'b' + n
await admin.unsafe(`drop database if exists ${name} with (force)`)
await admin.unsafe(`create database ${name} template satya`)
const sql = postgres(String(Object.assign(new URL(base), { pathname: '/' + name })), { max: 1, onnotice: () => {} })
console.time('populate ' + n)
await populate(sql, n)
console.timeEnd('populate ' + n)
console.log(await sql`select relname, n_live_tup, pg_size_pretty(pg_total_relation_size(relid)) as size from pg_stat_user_tables order by pg_total_relation_size(relid) desc limit 8`)
console.log(await sql`select position_kind, rank, count(*) from employees group by 1,2 order by 1,2`)
process.exit()

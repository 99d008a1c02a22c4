import { afterEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { office, person, recoveryKey, TODAY } from '@/lib/wbs/people.fixture'
import { recoverReports } from '@/lib/wbs/recovery'
import { bringRecoveredReports, takeLostReports } from '@/lib/wbs/recovery.server'
import { readAs } from '@/lib/wbs/report-people.fixture'
import { ORIGIN, post, publish, reportOf } from '@/lib/wbs/reporter.fixture'
import { waitingEntries } from '@/lib/wbs/transparency.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

test('reports that nobody can open are given to two new keys by the key of last resort, and their reporters see it', async () => {
  const people = await office()
  await publish(owner, people.signed)
  const { body } = await reportOf('ani')
  await post('laporan', body)
  const [eka, fitri] = [await person('Eka'), await person('Fitri')]
  const [gita, hadi] = [await person('Gita', ['kustodian']), await person('Hadi', ['statistik'])]
  const anew = [eka.key, fitri.key]
  const listed = [...anew, gita.key, hadi.key]
  const all = await office({ version: 4, keys: [...people.manifest.keys, ...listed] })
  await publish(owner, all.signed)
  const readers = anew.map(({ id }) => id)
  expect((await transactWbs((tx) => takeLostReports(tx, readers))).reports).toEqual([])

  const ended = people.manifest.keys.map((key) => ({ ...key, until: TODAY }))
  const { manifest, signed } = await office({ version: 5, keys: [...ended, ...listed] })
  await publish(owner, signed)
  const taken = await transactWbs((tx) => takeLostReports(tx, readers))
  expect(taken.reports.map(({ id }) => id)).toEqual([body.id])
  const gone = people.ani.key.id
  await expect(transactWbs((tx) => takeLostReports(tx, [gone]))).rejects.toMatchObject({ code: 'wbs_wrong_members' })
  await expect(transactWbs((tx) => takeLostReports(tx, [eka.key.id]))).rejects.toMatchObject({
    code: 'wbs_too_few_readers',
  })

  const taking = (...keys: string[]) => transactWbs((tx) => takeLostReports(tx, keys))
  await expect(taking(eka.key.id, gita.key.id)).rejects.toMatchObject({ code: 'custodian_reads' })
  await expect(taking(eka.key.id, hadi.key.id)).rejects.toMatchObject({ code: 'wbs_no_reader' })

  const recovered = await recoverReports(taken, [await recoveryKey()], manifest)
  expect(await transactWbs((tx) => bringRecoveredReports(tx, recovered, TODAY))).toBe(1)
  const read = await readAs(owner, { report: body.id, person: eka, manifest })
  expect(read.conversation).toMatchObject({ epoch: 1, members: readers })
  const happened = await owner`select kind, role from events order by number`
  expect(happened.at(-1)).toMatchObject({ kind: 'key_recovered', role: 'pemulihan' })
  expect(await owner`select 1 from wraps where holder = ${gone}`).toHaveLength(0)
  expect(await transactWbs((tx) => waitingEntries(tx, TODAY))).toEqual([{ kind: 'recovered', on: TODAY }])
})

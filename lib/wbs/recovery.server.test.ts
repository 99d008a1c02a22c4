import { afterEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { declareConflict } from '@/lib/wbs/conflict.server'
import { leaveReport } from '@/lib/wbs/departure.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { office, person, recoveryKey, TODAY } from '@/lib/wbs/people.fixture'
import { recoverReports } from '@/lib/wbs/recovery'
import { bringRecoveredReports, takeLostReports } from '@/lib/wbs/recovery.server'
import { officerOf, readAs, signedFarewell } from '@/lib/wbs/report-people.fixture'
import { keepKeys, ORIGIN, post, publish, reportOf } from '@/lib/wbs/reporter.fixture'
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

test('whoever stepped out of a report or has a conflict is not brought back into it, and every other one is recovered', async () => {
  const people = await office()
  const { ani, budi, citra } = people
  await publish(owner, people.signed)
  await keepKeys(owner, people.people)
  const [left, declared] = [(await reportOf('yang satu')).body, (await reportOf('yang lain')).body]
  for (const body of [left, declared]) await post('laporan', body)
  await transactWbs((tx) => leaveReport(tx, officerOf(budi), signedFarewell(budi, left.id, 'transfer'), TODAY))
  for (const who of [budi, citra])
    await transactWbs((tx) => declareConflict(tx, officerOf(who), signedFarewell(who, declared.id, 'conflict'), TODAY))

  const [eka, fitri, anew] = [await person('Eka'), await person('Fitri'), await person('Citra yang baru')]
  anew.key.holder = citra.key.holder
  const lost = [ani.key.id, citra.key.id]
  const keys = people.manifest.keys.map((key) => (lost.includes(key.id) ? { ...key, until: TODAY } : key))
  const { manifest, signed } = await office({ version: 4, keys: [...keys, eka.key, fitri.key, anew.key] })
  await publish(owner, signed)

  const recover = async (...readers: string[]) =>
    recoverReports(await transactWbs((tx) => takeLostReports(tx, readers)), [await recoveryKey()], manifest)
  const two = await recover(eka.key.id, anew.key.id)
  expect(two.changes.map(({ report }) => report)).toEqual([left.id])
  expect(two.failed).toEqual([{ report: declared.id, code: 'wbs_too_few_readers' }])
  const three = [eka.key.id, fitri.key.id, anew.key.id]
  const recovered = await recover(...three, budi.key.id)
  expect(await transactWbs((tx) => bringRecoveredReports(tx, recovered, TODAY))).toBe(2)
  const membersOf = async (report: string) =>
    (await readAs(owner, { report, person: eka, manifest })).conversation.members
  expect(await membersOf(left.id)).toEqual(three)
  expect(await membersOf(declared.id)).toEqual([eka.key.id, fitri.key.id])
})

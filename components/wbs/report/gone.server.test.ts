import { expect, test } from 'vitest'
import { transactWbs } from '@/db/wbs/client.server'
import { leaveReport } from '@/lib/wbs/departure.server'
import type { Farewell } from '@/lib/wbs/farewell'
import { TODAY } from '@/lib/wbs/people.fixture'
import { officerOf, signedFarewell } from '@/lib/wbs/report-people.fixture'
import type { OpenAnswer } from '@/lib/wbs/wire'
import { begun, database, officeToday, putBetween, send } from './session.fixture'

/** A report of which Ani has stepped out, open at its reporter’s. */
async function leftByAni() {
  const calls = await begun()
  await send(calls)
  const report = (await calls.open())?.report.id ?? ''
  const { ani } = await officeToday()
  await transactWbs((tx) => leaveReport(tx, officerOf(ani), signedFarewell(ani, report, 'workload'), TODAY))
  const told = async () => {
    const inbox = await calls.open(calls.code())
    const names = (of: 'readers' | 'left') => inbox?.[of].map(({ name }) => name)
    const event = inbox?.events.find(({ kind }) => kind === 'left_workload')
    return { readers: names('readers'), left: names('left'), isUnsigned: event?.isUnsigned, events: inbox?.events }
  }
  return { told, report }
}

test('who stepped out under a signature is named as gone, and not as somebody who reads', async () => {
  const { told } = await leftByAni()
  expect(await told()).toMatchObject({ readers: ['Budi', 'Citra', 'Dini'], left: ['Ani'], isUnsigned: false })
})

test('that somebody stepped out is told as the word of the server alone where no signature for it fits', async () => {
  const { told, report } = await leftByAni()
  const { budi } = await officeToday()
  const said = (change: (farewell: Farewell) => object | null) =>
    putBetween((door, answer) => {
      if (door !== 'buka') return answer
      const { farewells, ...rest } = answer as OpenAnswer
      return { ...rest, farewells: farewells.flatMap((each) => change(each) ?? []) }
    })
  const elsewhere = signedFarewell(budi, 'laporan-lain', 'workload').signature
  for (const change of [
    { epoch: 1 },
    { on: '2026-01-02' },
    { reason: 'conflict' },
    { by: budi.key.id },
    { by: budi.key.id, signature: elsewhere },
    { signature: '' },
  ]) {
    said((each) => ({ ...each, ...change }))
    const { left, isUnsigned, readers } = await told()
    expect({ left, isUnsigned }, JSON.stringify(change)).toEqual({ left: [], isUnsigned: true })
    expect(readers).toContain('Ani')
  }
  said(() => null)
  expect(await told()).toMatchObject({ left: [], isUnsigned: true })

  putBetween((_, answer) => answer)
  await database.owner`insert into events (report_id, number, happened_on, kind, role, chain_hash)
    select report_id, number + 1, happened_on, kind, role, chain_hash from events
    where report_id = ${report} and kind = 'left_workload'`
  expect(
    (await told()).events?.map(({ isUnsigned }) => isUnsigned),
    'one signature, two events',
  ).toEqual([...[false, false, true]])
})

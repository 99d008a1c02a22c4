import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { civilDateIn } from '@/lib/civil-date'
import { as, askingOf, type Sealed, sealedReport, sealingOffice } from '@/lib/wbs/disclosure.fixture'
import { askForIdentity } from '@/lib/wbs/disclosure.server'
import { addMembers, reportKeyChange } from '@/lib/wbs/epochs'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { changeKeys } from '@/lib/wbs/key-change.server'
import type { Manifest } from '@/lib/wbs/manifest'
import { office, type Person, person, reporterKeys, TODAY } from '@/lib/wbs/people.fixture'
import { anyFileFor, readAs } from '@/lib/wbs/report-people.fixture'
import { keepKeys, ORIGIN, publish } from '@/lib/wbs/reporter.fixture'
import { settleKeys } from '@/lib/wbs/settled-keys.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const today = civilDateIn('Asia/Jakarta', new Date())

let sealed: Sealed
let manifest: Manifest
let renewed: Person

/** Eka held a share of the identity, and investigates with a new key since the list says so. */
beforeEach(async () => {
  sealed = await sealedReport(await reporterKeys('ani'), await sealingOffice(owner))
  const { eka, manifest: before } = sealed.at
  renewed = await person('Eka yang baru', ['investigator'])
  renewed.key.holder = eka.key.holder
  const keys = before.keys.map((key) => (key.id === eka.key.id ? { ...key, until: TODAY } : key))
  const next = await office({ keys: [...keys, renewed.key], groups: before.groups, version: 4 })
  manifest = next.manifest
  await publish(owner, next.signed)
  await keepKeys(owner, [renewed])
  await transactWbs((tx) => settleKeys(tx, manifest, today))
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

test('whoever held a share of the identity of a report is not let in to it, when they are no custodian any more', async () => {
  const { dini } = sealed.at
  const { report } = sealed
  const { conversation, boxes } = await readAs(owner, { report, person: dini, manifest })
  const by = { id: dini.key.id, sign: dini.sign }
  const pesan = await addMembers(conversation, boxes, [renewed.key.id], by, manifest)
  const adding = as(dini, (tx, officer) => changeKeys(tx, officer, reportKeyChange(report, { pesan }), today))
  await expect(adding).rejects.toMatchObject({ code: 'custodian_reads' })
})

test('nor do they ask there for the shares of the others, and with the report goes that they held one', async () => {
  const { report } = sealed
  const { asking } = await askingOf(owner, sealed, sealed.at.dini)
  await owner`insert into wraps (report_id, epoch, holder, ct)
    values (${report}, 0, ${renewed.key.id}, ${await anyFileFor(renewed)})`
  const asked = as(renewed, (tx, officer) => askForIdentity(tx, officer, asking, today))
  await expect(asked).rejects.toMatchObject({ code: 'custodian_reads' })
  expect(await owner`select from share_holders`).toHaveLength(3)
  await owner`delete from reports where id = ${report}`
  expect(await owner`select from share_holders`).toHaveLength(0)
})

import { beforeAll, expect, test } from 'vitest'
import { type Person, person, reporterKeys } from './people.fixture'
import { openIdentity, openShare, type Seal, type Share, sealIdentity } from './seal'

const REPORT = 'b2f1c0de-0000-4000-8000-000000000001'
const identity = { name: 'Sri Rahayu', number: '198501012010012001', contact: '0812', safeTime: 'malam' }
let custodians: Person[]
let seal: Seal
let shares: Share[]
let sign: Awaited<ReturnType<typeof reporterKeys>>['sign']

beforeAll(async () => {
  custodians = await Promise.all(['K1', 'K2', 'K3'].map((name) => person(name, ['kustodian'])))
  sign = (await reporterKeys()).sign
  seal = await sealIdentity(
    REPORT,
    identity,
    sign,
    custodians.map(({ key }) => key),
  )
  const opening = custodians.map(({ box }, place) => openShare(box.identity, seal.shares[place]?.ct ?? '', REPORT))
  shares = await Promise.all(opening)
})

const pick = (...places: number[]) => places.flatMap((place) => shares[place] ?? [])

test('any two of three custodians open the identity, and one alone does not', async () => {
  for (const pair of [
    [0, 1],
    [0, 2],
    [1, 2],
    [0, 1, 2],
  ])
    expect(await openIdentity(REPORT, seal.ct, pick(...pair), sign.public)).toEqual(identity)
  for (const few of [[], [0], [1, 1], [2, 2, 2]])
    await expect(openIdentity(REPORT, seal.ct, pick(...few), sign.public)).rejects.toMatchObject({
      code: 'wrong_share',
    })
})

test('a share is for its custodian alone, and says whose consent opens the seal', async () => {
  const [, second] = custodians
  await expect(openShare(second?.box.identity ?? '', seal.shares[0]?.ct ?? '', REPORT)).rejects.toMatchObject({
    code: 'cannot_decrypt',
  })
  expect(shares.map(({ reporter }) => reporter)).toEqual([sign.public, sign.public, sign.public])
})

test('a share that was changed, or is of another seal, opens nothing', async () => {
  const other = await sealIdentity(
    REPORT,
    identity,
    sign,
    custodians.map(({ key }) => key),
  )
  const foreign = await openShare(custodians[1]?.box.identity ?? '', other.shares[1]?.ct ?? '', REPORT)
  const [first, second] = pick(0, 1) as [Share, Share]
  const changed = { ...second, share: `A${second.share.slice(1)}` }
  for (const wrong of [foreign, { ...foreign, key: first.key }, changed])
    await expect(openIdentity(REPORT, seal.ct, [first, wrong], sign.public)).rejects.toMatchObject({
      code: 'wrong_share',
    })
  await expect(openIdentity(REPORT, other.ct, pick(0, 1), sign.public)).rejects.toMatchObject({
    code: 'cannot_decrypt',
  })
})

test('an identity that the reporter did not sign is none, and custodians are three people', async () => {
  const stranger = await reporterKeys('somebody')
  const forged = await sealIdentity(
    REPORT,
    identity,
    stranger.sign,
    custodians.map(({ key }) => key),
  )
  const opening = custodians.map(({ box }, place) => openShare(box.identity, forged.shares[place]?.ct ?? '', REPORT))
  const all = await Promise.all(opening)
  await expect(openIdentity(REPORT, forged.ct, all, sign.public)).rejects.toMatchObject({ code: 'bad_signature' })
  const [first, second] = custodians.map(({ key }) => key)
  if (!first || !second) throw new Error('nobody')
  const twice = [first, second, { ...second, id: 'a second key of the same person' }]
  await expect(sealIdentity(REPORT, identity, sign, twice)).rejects.toMatchObject({ code: 'wrong_group' })
  await expect(sealIdentity(REPORT, identity, sign, [first, second])).rejects.toMatchObject({ code: 'wrong_group' })
})

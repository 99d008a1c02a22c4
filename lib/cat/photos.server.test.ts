import { beforeEach, expect, test } from 'vitest'
import type * as z from 'zod'
import { behind } from '@/db/behind.fixture'
import { DEMONSTRATION_REGISTERED, demonstrationNumber } from './demonstration'
import { registerCandidate, renewPin } from './desk.server'
import { anExamDay, attemptAt, closeDay, type ExamDay, examPerson, examTests, FIRST } from './exam-day.fixture'
import { releaseSession } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { numberOfFile } from './photo'
import { forgetPhotos, keepPhotos, openPhoto } from './photos.server'
import { registration } from './session'

const database = await examTests()

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const manager = () => examPerson(day, FIRST, 'exam_manager')
const registrar = () => examPerson(day, FIRST, 'exam_registrar')

const NUMBER = demonstrationNumber(DEMONSTRATION_REGISTERED)
const attempt = async () => (await attemptAt(database.owner, DEMONSTRATION_REGISTERED)).id
const sendPhoto = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
  keepPhotos(manager(), { id: day.programmeId, photos: [{ name, bytes }] })

/** The least that is a JPEG: a comment, the picture of this byte, its end. */
function aJpeg(picture: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xfe, 0, 3, 7, 0xff, 0xda, 0, 2, picture, 0xff, 0xd9)
}
const BARE = (picture: number) => Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, picture, 0xff, 0xd9])

const whoAt = async (
  face?: z.output<typeof registration>['face'],
  note = '',
  photo?: Uint8Array<ArrayBuffer>,
): Promise<z.output<typeof registration>> =>
  registration.parse({ id: await attempt(), identity: 'card', note, face, photo })

test('the photo of a registration belongs to whose number its file is named by, without what it says of its maker', async () => {
  const { kept, unknown, coverage } = await sendPhoto(`${NUMBER.replace(/(\d{4})/g, '$1 ')}.JPG`, aJpeg(1))
  expect([kept, unknown, coverage]).toEqual([1, [], { photos: 1, candidates: 20 }])
  expect(await openPhoto(registrar(), await attempt(), 'registration')).toEqual(BARE(1))
  const [seat] = (await sessionView(registrar(), day.sessionId)).seats.filter(({ number }) => number === NUMBER)
  expect(seat?.photos).toEqual(['registration'])
  expect(numberOfFile('2490 1100 01.jpeg')).toBe('2490110001')
})

test('a file that nobody’s number names, or that is no JPEG, stays out and is told by its name', async () => {
  expect(await sendPhoto('kucing.jpg', aJpeg(1))).toMatchObject({ kept: 0, unknown: ['kucing.jpg'] })
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, FIRST, 'exam_manager')
  const foreign = keepPhotos(stranger, { id: day.programmeId, photos: [{ name: `${NUMBER}.jpg`, bytes: aJpeg(1) }] })
  expect(await foreign).toMatchObject({ kept: 0, unknown: [`${NUMBER}.jpg`] })
  const text = new TextEncoder().encode('<script>')
  expect(await sendPhoto(`${NUMBER}.jpg`, text)).toMatchObject({ kept: 0, unreadable: [`${NUMBER}.jpg`] })
})

test('a photo lies encrypted for its row, and nobody of another agency opens it', async () => {
  await sendPhoto(`${NUMBER}.jpg`, aJpeg(1))
  const [row] = await database.owner<{ sealed: string }[]>`select sealed from exam_photos`
  expect(Buffer.from(row?.sealed ?? '', 'base64url').includes(BARE(1))).toBe(false)
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, FIRST, 'exam_registrar')
  await expect(openPhoto(stranger, await attempt(), 'registration')).rejects.toMatchObject({ code: 'not_found' })
  await database.owner`update exam_photos set kind = 'desk'`
  await expect(openPhoto(registrar(), await attempt(), 'desk')).rejects.toThrow()
})

test('where there is a photo the desk says what it sees, and its own photo stays beside it', async () => {
  await sendPhoto(`${NUMBER}.jpg`, aJpeg(1))
  await expect(registerCandidate(registrar(), await whoAt())).rejects.toMatchObject({ code: 'face_unseen' })
  const broken = new TextEncoder().encode('foto')
  await expect(registerCandidate(registrar(), await whoAt('same', '', broken))).rejects.toMatchObject({
    code: 'photo_unreadable',
  })
  await registerCandidate(registrar(), await whoAt('same', '', aJpeg(2)))
  expect(await openPhoto(registrar(), await attempt(), 'desk')).toEqual(BARE(2))
  const view = await sessionView(registrar(), day.sessionId)
  const [seat] = view.seats.filter(({ number }) => number === NUMBER)
  expect(seat).toMatchObject({ face: 'same', photos: ['registration', 'desk'] })
  expect(view.incidents).toEqual([])
  const [event] = await database.owner`
    select after from audit_events where event = 'exam.register' order by seq desc limit 1`
  expect(event?.after).toMatchObject({ face: 'same', photoSha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
})

test('a face unlike the photo takes words, which the session and its minutes name', async () => {
  await sendPhoto(`${NUMBER}.jpg`, aJpeg(1))
  const id = await attempt()
  expect(registration.safeParse({ id, identity: 'card', note: '', face: 'unlike' }).error?.issues).toMatchObject([
    { path: ['note'], message: 'cat.identity_unexplained' },
  ])
  const words = 'Berjilbab sejak setahun lalu, cocok dengan e-KTP'
  await registerCandidate(registrar(), await whoAt('unlike', words))
  const { incidents } = await sessionView(registrar(), day.sessionId)
  expect(incidents).toMatchObject([{ kind: 'unlike_face', reason: words, people: [{ number: NUMBER }] }])
})

test('a photo that cannot be shown holds nobody up: it takes words, and says nothing of the face', async () => {
  await sendPhoto(`${NUMBER}.jpg`, aJpeg(1))
  const id = await attempt()
  expect(registration.safeParse({ id, identity: 'card', note: '', face: 'unseen' }).error?.issues).toMatchObject([
    { path: ['note'], message: 'cat.identity_unexplained' },
  ])
  const words = 'Foto tidak tampil, wajah dicocokkan dengan e-KTP'
  await registerCandidate(registrar(), await whoAt('unseen', words))
  const { seats, incidents } = await sessionView(registrar(), day.sessionId)
  expect(seats.find(({ number }) => number === NUMBER)).toMatchObject({ face: null, identityNote: `card: ${words}` })
  expect(incidents).toEqual([])
})

test('once somebody is registered no file replaces the photo that the desk compared, nor brings the first one', async () => {
  await sendPhoto(`${NUMBER}.jpg`, aJpeg(1))
  expect(await sendPhoto(`${NUMBER}.jpg`, aJpeg(2))).toMatchObject({ kept: 1, settled: [] })
  await registerCandidate(registrar(), await whoAt('same'))
  expect(await sendPhoto(`${NUMBER}.jpg`, aJpeg(3))).toMatchObject({ kept: 0, settled: [`${NUMBER}.jpg`] })
  expect(await openPhoto(registrar(), await attempt(), 'registration')).toEqual(BARE(2))
  await database.owner`delete from exam_photos`
  expect(await sendPhoto(`${NUMBER}.jpg`, aJpeg(3))).toMatchObject({ kept: 0, coverage: { photos: 0 } })
})

test('a photo that comes while the desk registers its candidate stays out', async () => {
  const id = await attempt()
  const sent = await behind(
    database.owner,
    (tx) => tx`update exam_attempts set state = 'registered' where id = ${id}`,
    () => sendPhoto(`${NUMBER}.jpg`, aJpeg(1)),
  )
  expect(sent).toMatchObject({ kept: 0, settled: [`${NUMBER}.jpg`] })
})

test('a face that was unlike once stays so whatever a later look says, also after the close', async () => {
  await sendPhoto(`${NUMBER}.jpg`, aJpeg(1))
  await registerCandidate(registrar(), await whoAt('unlike', 'Wajah diragukan, e-KTP cocok'))
  await registerCandidate(registrar(), await whoAt('same'))
  const told = async () => {
    const { seats, incidents } = await sessionView(registrar(), day.sessionId)
    return [seats.find(({ number }) => number === NUMBER)?.face, incidents.map(({ kind }) => kind)]
  }
  expect(await told()).toEqual(['unlike', ['unlike_face']])
  await releaseSession(examPerson(day), day.sessionId)
  await closeDay(examPerson(day), day.sessionId)
  await renewPin(registrar(), { ...(await whoAt('same')), reason: 'Slip PIN hilang di jalan' })
  expect(await told()).toEqual(['unlike', ['unlike_face']])
})

test('without a photo of the registration nobody is held up, and the desk may take its own all the same', async () => {
  await registerCandidate(registrar(), await whoAt(undefined, '', aJpeg(3)))
  expect(await openPhoto(registrar(), await attempt(), 'desk')).toEqual(BARE(3))
  await expect(openPhoto(registrar(), await attempt(), 'registration')).rejects.toMatchObject({ code: 'not_found' })
})

test('photos are forgotten ninety days after the last session is over, and the marks of the desk stay', async () => {
  await sendPhoto(`${NUMBER}.jpg`, aJpeg(1))
  await registerCandidate(registrar(), await whoAt('same', '', aJpeg(2)))
  const supervisor = examPerson(day)
  await releaseSession(supervisor, day.sessionId)
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
  expect(await forgetPhotos(inDays(2000))).toBe(0)
  await closeDay(supervisor, day.sessionId)
  expect(await forgetPhotos(inDays(89))).toBe(0)
  expect(await forgetPhotos(inDays(91))).toBe(2)
  const [seat] = (await sessionView(registrar(), day.sessionId)).seats.filter(({ number }) => number === NUMBER)
  expect(seat).toMatchObject({ face: 'same', photos: [] })
  const ask = { ...(await whoAt()), reason: 'Slip PIN hilang di jalan' }
  expect(await renewPin(registrar(), ask)).toMatchObject({ pin: expect.stringMatching(/^\d{6}$/) })
})

test('a photo goes with a candidate whose import is taken back', async () => {
  await sendPhoto(`${NUMBER}.jpg`, aJpeg(1))
  const id = await attempt()
  await database.owner`delete from exam_papers where attempt_id = ${id}`
  await database.owner`delete from exam_attempts where id = ${id}`
  await database.owner`delete from exam_candidates where number = ${NUMBER}`
  expect(await database.owner`select from exam_photos`).toHaveLength(0)
})

import type { Page } from '@playwright/test'
import { qrOfImage } from '@/e2e/documents/qr'
import { expect, test } from '@/e2e/fixtures'
import { accountOf, freshCode, signInByHand } from '@/e2e/people'
import type { Role } from '@/lib/auth/actor'
import {
  announceFinalResult,
  bringInSecondStage,
  closeSession,
  computeAgain,
  expectNoRanking,
  findRankings,
  publishRanking,
  settleObjection,
  takeReceiptHome,
} from './afterwards'
import { aNewExam, approveItems, makeProgramme, planSession, submitItems } from './committee'
import {
  answerWithoutNetwork,
  changeDevices,
  comeIn,
  type ExamDay,
  expectBoard,
  expectUnsentAnswer,
  finishOthers,
  handOverLateAnswer,
  openSession,
  pauseTwice,
  reloadWithoutNetwork,
  superviseSeat,
} from './exam-day'
import { expectHonestReceiptPage, expectSameAnswers } from './receipt-page'

const exam = aNewExam(String(Date.now()).slice(-7))

test('from rules and items to a ranking that strangers compute again, and a receipt that holds', async ({
  browser,
}) => {
  const spent = new Map<Role, number>()
  const device = async (): Promise<Page> => (await browser.newContext()).newPage()
  const as = async (role: Role, at = 0): Promise<Page> => {
    const page = await device()
    spent.set(role, await signInByHand(page, accountOf(role, at)))
    return page
  }
  const codeOf = (role: Role) => freshCode(accountOf(role).totp ?? '', spent.get(role)).code
  const manager = await as('exam_manager')

  await test.step('a programme is made from one of the law', () => makeProgramme(manager, exam))

  await test.step('items are imported, the fault of one is mended, and a second person approves them', async () => {
    const items = await submitItems(await as('item_writer'), exam)
    await approveItems(await as('item_reviewer'), items, exam)
  })

  const session = await test.step('a site, formation and candidates, a session whose forms are sealed', () =>
    planSession(manager, exam))

  await test.step('the card says who, where and when; its code is the number', async () => {
    const [, number = ''] = exam.numbers
    await manager.getByRole('link', { name: 'Kartu peserta' }).click()
    const card = manager.getByRole('listitem').filter({ hasText: exam.names[1] })
    await expect(card).toContainText('Analis Hukum Ahli Pertama (Umum)')
    await expect(card).toContainText('08.00 WITA')
    await expect(card).toContainText(exam.site)
    expect(await qrOfImage(card.getByRole('img', { name: `Kode QR nomor peserta ${number}` }))).toBe(number)
  })

  const devices = [await device(), await device(), await device()] as const
  const people =
    await test.step('the desk hands PIN and seat to three people; they wait, and a wrong PIN tells nothing', async () =>
      comeIn(await as('exam_registrar'), session, exam, devices))
  const supervisor = await as('exam_supervisor')
  const [moved, other] = [await device(), await device()]
  const day: ExamDay = { exam, session, manager, supervisor, people, devices, moved, other }

  await test.step('the supervisor opens the session, and the first question comes by itself', () => openSession(day))
  await test.step('the network of the first one dies; the answer is safe there and goes out once it is back', () =>
    answerWithoutNetwork(day))
  await test.step('two other devices wait for the supervisor: one is allowed, for the other the person is moved', () =>
    changeDevices(day))
  await test.step('the seat that was left says what it could not send, which did not move along', () =>
    expectUnsentAnswer(day))
  await test.step('time is added, a seat pauses and goes on, and a proposal that a second person declines does nothing', () =>
    superviseSeat(day))
  await test.step('two people are about to pause the room: the second one is refused, and the pause stays one', () =>
    pauseTwice(day))
  await test.step('at the other seat it dies again, through a reload; every answer arrives, and the score is shown', () =>
    reloadWithoutNetwork(day))
  await test.step('the others finish, one of them by the supervisor and below the grade', () => finishOthers(day))
  await test.step('the board shows places and scores, and no names', () => expectBoard(day))
  await test.step('the seat that was left hands over what it held, as evidence that changes no score', () =>
    handOverLateAnswer(day))

  const [home, stranger] = [await device(), await device()]
  await test.step('nothing is ranked or published before the session is closed', () => expectNoRanking(day))
  const root = await test.step('the supervisor closes the session and signs its minutes, which print the root', () =>
    closeSession(day, codeOf, stranger))
  const receipt = await test.step('the first one takes the receipt home', () => takeReceiptHome(day, home))
  const replaced = await test.step('the manager publishes the ranking, then answers and keys', () =>
    publishRanking(day))
  await test.step('the third one objects, the committee accepts, and the result after the days for it says so', () =>
    settleObjection(day))
  await test.step('who brings in the second stage does not announce the final result; a colleague does', async () => {
    await bringInSecondStage(day)
    await announceFinalResult(day, await as('exam_manager', 1))
  })
  const final = await test.step('the public finds the rankings by number, without names', () =>
    findRankings(day, stranger))

  await test.step('the receipt holds on the public page, and the page finds every lie', async () => {
    await home.getByRole('link', { name: 'Periksa tanda terima' }).click()
    await expectHonestReceiptPage(home, receipt, root)
    await expectSameAnswers(home, receipt)
  })
  await test.step('the script that anybody may load computes everything again, and leaves the added time to people', () =>
    computeAgain(stranger, final, replaced, root))
})

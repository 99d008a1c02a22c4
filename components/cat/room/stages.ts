import type { RoomState } from '@/lib/cat/room'
import { insist } from './again'
import { setServerTime } from './clock'
import { hasTimeStill, sendRest, type Why } from './closing'
import { forgetContent, goOnWith, isLoaded, keepWithContent, openItems, preload } from './content'
import { say } from './dom'
import { signIn, type Typed, waitingPage } from './entry'
import { type Exam, examScreen } from './exam'
import { showMessage } from './head'
import { type Journal, openJournal } from './journal'
import { forgetExam, forgetOthers, holdSeat, keyOfAttempt, leaveSeat, type Reopened, timeKeeper } from './kept-exam'
import { lateAnswers, leftAnswers } from './late'
import { forgetLook } from './look'
import { forgetPage, keepPage } from './offline'
import { beat, type Pulse, stopBeating } from './pulse'
import { resultPage } from './result'
import { ask } from './server'
import { mayLeave, stayHere } from './stay'
import { browserNeededPage, fullPage, pausedPage, supersededPage, voidPage } from './still'
import { thisDevice } from './this-device'
import { unscoredPage } from './unscored'

const PULSE_MS = 8_000
const WAITING_PULSE_MS = 2_000
const CREDIT_SECONDS = 20 // more than that comes from a supervisor, with a reason that the candidate reads

const OVER: readonly RoomState['stage'][] = ['finished', 'disqualified', 'absent', 'void']

let journal: Journal | undefined // of the attempt that was entered last, and of nobody after it
let exam: Exam | undefined
let stage: RoomState['stage'] | undefined
let attempt: string | undefined
let visit = 0

/** What opened a kept exam without the server, for when the server asks who sits here. */
let typed: Typed | undefined
let isSigningIn = false

/** Leads the device to the page of the stage that its attempt is in. */
export async function enter(state: RoomState): Promise<void> {
  typed = undefined
  await forgetOthers(state)
  const isOver = OVER.includes(state.stage)
  if (isOver) journal?.stop()
  else void keepPage().catch(() => undefined) // an exam goes on without it
  await show(state, true)
  if (!isOver) return
  journal = undefined
  await forgetExam(keyOfAttempt(state))
  await forgetPage().catch(() => undefined)
}

/** Goes on with what this device kept, until the server is heard again. */
export async function goOn({ state, sealed: content, isTimeUp }: Reopened, by?: Typed): Promise<void> {
  goOnWith(content)
  typed = by
  await show(state, isTimeUp)
  journal?.seen(false)
}

/** @param isSure whether the time that is left is the server's word */
async function show(state: RoomState, isSure: boolean): Promise<void> {
  stop()
  setServerTime(state.now)
  stage = state.stage
  attempt = keyOfAttempt(state)
  visit += 1
  forgetJournalOfOther(attempt)
  if (OVER.includes(stage)) mayLeave()
  else stayHere()
  switch (state.stage) {
    case 'waiting':
      waitingPage(state, isLoaded())
      await preload(refused)
      waitingPage(state, isLoaded())
      return beat(WAITING_PULSE_MS, supervisor)
    case 'ready':
      await preload(refused)
      return enter(await insist(() => ask<RoomState>('mulai', {}), refused))
    case 'running':
      return work(state, isSure)
    case 'paused':
      await keepWithContent(state)
      pausedPage(state)
      return beat(WAITING_PULSE_MS, supervisor)
    case 'finished':
      if (state.result) resultPage(state, state.result, late(state), () => void leave())
      return
    case 'void':
      return voidPage(state, late(state), () => void leave())
    case 'disqualified':
    case 'absent':
      return unscoredPage(state, state.stage, late(state), () => void leave())
  }
}

/** The disk still has what is not sent, for its owner. */
function forgetJournalOfOther(own: string): void {
  if (!journal || journal.kept.key === own) return
  journal.stop()
  journal = undefined
}

/** What this device could not send, which the server takes only as evidence now. */
function late(state: RoomState): HTMLElement {
  return lateAnswers(keyOfAttempt(state), journal?.kept, isStillHere())
}

/** Whether nobody has come in since: what is sent later would be sent in the name of who did. */
function isStillHere(): () => boolean {
  const own = visit
  return () => own === visit
}

async function work(state: RoomState, isSure: boolean): Promise<void> {
  const given = state.work
  if (!given) throw new Error('a running attempt without its paper')
  await preload(refused)
  const items = await openItems(given.contentKey)
  await keepWithContent(state)
  void holdSeat(() => goesOnElsewhere())
  journal?.stop()
  const on = {
    changed: () => exam?.refresh(),
    refused,
    heard: (secondsLeft: number, askedAt: number) => exam?.correct(secondsLeft, askedAt),
  }
  journal = await openJournal(state, given, on, journal?.kept)
  exam = examScreen(state, given, items, journal, {
    isSure,
    note: timeKeeper(keyOfAttempt(state)),
    over: (why) => void close(state, why),
  })
  beat(PULSE_MS, supervisor)
}

/** Sends what waits, then closes the attempt; the score comes back at once. It goes on trying until the server answers. */
async function close(state: RoomState, why: Why): Promise<void> {
  stop()
  if (!(await sendRest(state, journal, why))) return
  if (why === 'timeOver' && (await hasTimeStill(refused))) return reload()
  await end()
}

function refused(code: string): void {
  if (code === 'superseded_device') superseded()
  else if (code === 'sign_in_required') void signInAgain()
  else if (code === 'exam_over') void end()
  else if (code === 'too_many_changes') full()
  else if (code === 'exam_browser_needed') void browserNeeded()
  else void reload()
}

/** Closes the attempt and shows its score; what the server takes no more is evidence (`lateAnswers`). */
async function end(): Promise<void> {
  const unreached = () => showMessage(null, 'info', say('unreachable.title'), say('unreachable.score'))
  await enter(await insist(() => ask<RoomState>('selesai', {}), refused, unreached))
}

function full(): void {
  stop()
  journal?.stop()
  fullPage(() => void end())
}

/** The exam goes on in Safe Exam Browser alone: what was answered is sent, and no question is shown here any more. */
async function browserNeeded(): Promise<void> {
  stop()
  browserNeededPage(askWho)
  await journal?.send()
}

/** Another seat goes on; this one keeps only what it could not send, and hands a copy over. */
function superseded(): void {
  if (attempt) void forgetExam(attempt)
  goesOnElsewhere(journal && leftAnswers(journal.kept, isStillHere()))
}

function goesOnElsewhere(left?: HTMLElement): void {
  stop()
  mayLeave()
  journal?.stop()
  leaveSeat()
  supersededPage(left, askWho)
}

/**
 * The browser lost who sits here, as after a crash. Whoever told this device already is not asked twice, although
 * answers and sign of life may both hear it.
 */
async function signInAgain(): Promise<void> {
  if (isSigningIn) return
  const known = typed
  typed = undefined
  if (!known) {
    stop()
    return askWho()
  }
  isSigningIn = true
  try {
    const device = await thisDevice()
    await enter(await insist(() => ask<RoomState>('masuk', { ...known, device }), askWho))
  } finally {
    isSigningIn = false
  }
}

export function askWho(): void {
  forgetContent()
  const unsent = journal?.pendingCount() ?? 0
  signIn({ entered: (state) => void enter(state), reopened: (kept, by) => void goOn(kept, by), unsent })
}

/** The next person at this device starts from nothing. */
async function leave(): Promise<void> {
  stop()
  leaveSeat()
  forgetLook()
  await ask('keluar', {}).catch(() => undefined)
  askWho()
}

async function reload(): Promise<void> {
  const no = (code: string) => {
    if (code === 'sign_in_required') void signInAgain()
    else if (code === 'exam_browser_needed') void browserNeeded()
    else superseded()
  }
  await enter(await insist(() => ask<RoomState>('keadaan'), no))
}

/** What the supervisor does, as the device hears it while it says that it is there. */
const supervisor = {
  pendingCount: () => journal?.pendingCount() ?? 0,
  heard,
  unheard: () => journal?.seen(false),
  refused,
}

function heard(pulse: Pulse, askedAt: number): boolean {
  const isCredited = exam !== undefined && (pulse.secondsLeft ?? 0) > exam.left() + CREDIT_SECONDS
  if (pulse.stage !== stage || isCredited) {
    void reload()
    return false
  }
  if (pulse.secondsLeft !== null) exam?.correct(pulse.secondsLeft, askedAt)
  journal?.seen(true)
  void journal?.send()
  return true
}

export function stop(): void {
  stopBeating()
  exam?.stop()
  exam = undefined
}

/** The exam is there to go on with. */
export function isAnswering(): boolean {
  return exam !== undefined
}

/** Whoever leaves now leaves answers behind on this device. */
export function hasUnsent(): boolean {
  return stage === 'running' && journal !== undefined && journal.pendingCount() > 0
}

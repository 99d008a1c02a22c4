import type { RoomState, SealedItem } from '@/lib/cat/room'
import { setServerTime } from './clock'
import { say } from './dom'
import { IN_USE, signIn, type Typed, waitingPage } from './entry'
import { type Exam, examScreen } from './exam'
import { showMessage } from './head'
import { type Journal, openJournal } from './journal'
import {
  forgetExam,
  forgetOthers,
  holdSeat,
  isSeatTaken,
  keepExam,
  keyOfAttempt,
  leaveSeat,
  type Reopened,
  reopenExam,
  timeKeeper,
} from './kept-exam'
import { lateAnswers } from './late'
import { forgetLook } from './look'
import { tellLost } from './lost'
import { forgetPage, keepPage } from './offline'
import { resultPage } from './result'
import { openSealed } from './sealed'
import { ask, Refused } from './server'
import { mayLeave, stayHere } from './stay'
import { brokenPage, browserNeededPage, fullPage, pausedPage, supersededPage, voidPage } from './still'
import { thisDevice } from './this-device'
import { unscoredPage } from './unscored'

const PULSE_MS = 8_000
const WAITING_PULSE_MS = 2_000
const SPREAD_MS = 1_000
const AGAIN_MS = 2_000
const SHORT_PATIENCE_MS = 3_000
const NEARLY_OVER_SECONDS = 2
const CREDIT_SECONDS = 20 // more than that comes from a supervisor, with a reason that the candidate reads

type Pulse = { stage: RoomState['stage']; secondsLeft: number | null }

const OVER: readonly RoomState['stage'][] = ['finished', 'disqualified', 'absent', 'void']

let sealed: string | undefined
let journal: Journal | undefined
let exam: Exam | undefined
let stage: RoomState['stage'] | undefined
let attempt: string | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let beats = 0 // an answer to an older one is not listened to

/** What opened a kept exam without the server, for when the server asks who sits here. */
let typed: Typed | undefined
let isSigningIn = false

/** Leads the device to the page of the stage that its attempt is in. */
async function enter(state: RoomState): Promise<void> {
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
async function goOn({ state, sealed: content, isTimeUp }: Reopened, by?: Typed): Promise<void> {
  sealed = content
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
  if (OVER.includes(stage)) mayLeave()
  else stayHere()
  switch (state.stage) {
    case 'waiting':
      waitingPage(state, sealed !== undefined)
      await preload()
      waitingPage(state, sealed !== undefined)
      return beat(WAITING_PULSE_MS)
    case 'ready':
      await preload()
      return enter(await insist(() => ask<RoomState>('mulai', {})))
    case 'running':
      return work(state, isSure)
    case 'paused':
      if (sealed !== undefined) await keepExam(state, sealed)
      pausedPage(state)
      return beat(WAITING_PULSE_MS)
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

/** What this device could not send, which the server takes only as evidence now. */
function late(state: RoomState): HTMLElement {
  return lateAnswers(keyOfAttempt(state), journal?.kept)
}

async function work(state: RoomState, isSure: boolean): Promise<void> {
  const given = state.work
  if (!given) throw new Error('a running attempt without its paper')
  await preload()
  const items = await openSealed<SealedItem[]>(sealed ?? '', given.contentKey)
  await keepExam(state, sealed ?? '')
  void holdSeat(goesOnElsewhere)
  journal?.stop()
  journal = await openJournal(state, given, {
    changed: () => exam?.refresh(),
    refused,
    heard: (secondsLeft, askedAt) => exam?.correct(secondsLeft, askedAt),
  })
  exam = examScreen(state, given, items, journal, {
    isSure,
    note: timeKeeper(keyOfAttempt(state)),
    over: (why) => void close(state, why),
  })
  beat(PULSE_MS)
}

/** Sends what waits, then closes the attempt; the score comes back at once. It goes on trying until the server answers. */
async function close(state: RoomState, why: 'closing' | 'timeOver'): Promise<void> {
  stop()
  showMessage(state, 'done', say(`${why}.title`), say(`${why}.lead`))
  const last = journal
  let told = 0
  while (last && last.pendingCount() > 0 && !last.isRefused()) {
    await last.send()
    const count = last.pendingCount()
    if (count === 0 || last.isRefused()) break
    if (count !== told) showMessage(state, 'info', say('sending.title', { count }), say('sending.lead'))
    told = count
    await pause(AGAIN_MS)
  }
  if (last?.isRefused()) return
  if (why === 'timeOver' && (await hasTimeStill())) return reload()
  await end()
}

/** The device's count may be wrong; an exam ends by the server's time. */
async function hasTimeStill(): Promise<boolean> {
  const { stage, secondsLeft } = await insist(() => ask<Pulse>('denyut'))
  if (stage !== 'running' || secondsLeft === null) return false
  if (secondsLeft > NEARLY_OVER_SECONDS) return true
  await pause(secondsLeft * 1000)
  return false
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

/** Another seat goes on; this one keeps only what it could not send. */
function superseded(): void {
  if (attempt) void forgetExam(attempt)
  goesOnElsewhere()
}

function goesOnElsewhere(): void {
  stop()
  mayLeave()
  journal?.stop()
  leaveSeat()
  supersededPage(askWho)
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

function askWho(): void {
  sealed = undefined
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

/** Says every few seconds that the device is there, and follows what the supervisor does. */
function beat(everyMs: number): void {
  const own = beats
  timer = setTimeout(
    async () => {
      try {
        const askedAt = performance.now()
        const heard = await ask<Pulse>(`denyut?tertunda=${journal?.pendingCount() ?? 0}`)
        if (own !== beats) return
        tellLost(false)
        const isCredited = exam !== undefined && (heard.secondsLeft ?? 0) > exam.left() + CREDIT_SECONDS
        if (heard.stage !== stage || isCredited) {
          void reload()
          return
        }
        if (heard.secondsLeft !== null) exam?.correct(heard.secondsLeft, askedAt)
        journal?.seen(true)
        void journal?.send()
      } catch (error) {
        if (own !== beats) return
        if (error instanceof Refused) return refused(error.code)
        tellLost(true)
        journal?.seen(false)
      }
      beat(everyMs)
    },
    everyMs + Math.random() * SPREAD_MS,
  )
}

function stop(): void {
  clearTimeout(timer)
  beats += 1
  exam?.stop()
  exam = undefined
}

/** All questions, sealed, before the start: the release gives only the key. */
async function preload(): Promise<void> {
  sealed ??= (await insist(() => ask<{ content: string }>('isi'))).content
}

/**
 * Asks until the server answers; an expected no leads to the page that says it. `unreached` is told once, after the first
 * time in vain.
 */
async function insist<T>(
  request: () => Promise<T>,
  no: (code: string) => void = refused,
  unreached: () => void = () => tellLost(true),
): Promise<T> {
  for (let times = 1; ; times += 1) {
    try {
      return await request()
    } catch (error) {
      if (error instanceof Refused && error.code !== IN_USE) {
        no(error.code)
        throw error
      }
      if (times === 1) unreached()
      await pause(AGAIN_MS)
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function begin(): Promise<void> {
  if (!isSeatTaken()) return askWho()
  const kept = await reopenExam()
  const heard = ask<RoomState>('keadaan', undefined, kept && SHORT_PATIENCE_MS)
  const state = await heard.catch((error) => (error instanceof Refused ? 'refused' : undefined))
  if (state === 'refused') return askWho()
  if (state) return enter(state)
  if (kept) return goOn(kept)
  if (!document.querySelector('main')) showMessage(null, 'info', say('unreachable.title'), say('unreachable.lead'))
  await pause(AGAIN_MS)
  return begin()
}

/** Whatever goes wrong here and nobody thought of: who sits before it is told, unless the exam is there to go on with. */
addEventListener('unhandledrejection', ({ reason }) => {
  if (exam || reason instanceof Refused) return
  stop()
  brokenPage()
})
addEventListener('beforeunload', (event) => {
  if (journal && journal.pendingCount() > 0 && stage === 'running') event.preventDefault()
})
void begin()

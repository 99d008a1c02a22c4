import type { RoomState, SealedItem } from '@/lib/cat/room'
import { h, say } from './dom'
import { signIn, waitingPage } from './entry'
import { type Exam, examScreen } from './exam'
import { setServerTime, showMessage } from './head'
import { type Journal, openJournal } from './journal'
import { outcome } from './outcome'
import { resultPage } from './result'
import { ask, openContent, Refused } from './server'

const PULSE_MS = 8_000
const WAITING_PULSE_MS = 2_000
const SPREAD_MS = 1_000
const AGAIN_MS = 2_000

type Pulse = { stage: RoomState['stage']; secondsLeft: number | null }

let sealed: string | undefined
let journal: Journal | undefined
let exam: Exam | undefined
let stage: RoomState['stage'] | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** Leads the device to the page of the stage that its attempt is in. */
async function enter(state: RoomState): Promise<void> {
  stop()
  setServerTime(state.now)
  stage = state.stage
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
      return work(state)
    case 'paused':
      showMessage(state, 'pause', say('paused.title'), say('paused.lead'), ...reasonOf(state))
      return beat(WAITING_PULSE_MS)
    case 'finished':
      await journal?.close()
      if (state.result) resultPage(state, state.result, () => signIn(enter))
      return
    case 'disqualified':
      return showMessage(state, 'info', say('disqualified.title'), say('disqualified.lead'), outcome())
  }
}

async function work(state: RoomState): Promise<void> {
  const given = state.work
  if (!given) throw new Error('a running attempt without its paper')
  await preload()
  journal?.stop()
  const items = await openContent<SealedItem[]>(sealed ?? '', given.contentKey)
  journal = await openJournal(state, given, {
    changed: () => exam?.refresh(),
    refused,
    heard: (secondsLeft) => exam?.correct(secondsLeft),
  })
  exam = examScreen(state, given, items, journal, (why) => {
    void close(state, why)
  })
  beat(PULSE_MS)
}

/** Sends what waits, then closes the attempt; the score comes back at once. It goes on trying until the server answers. */
async function close(state: RoomState, why: 'closing' | 'timeOver'): Promise<void> {
  stop()
  showMessage(state, 'done', say(`${why}.title`), say(`${why}.lead`))
  const last = journal
  while (last && last.pendingCount() > 0 && !last.isRefused()) {
    showMessage(state, 'info', say('confirm.sending', { count: last.pendingCount() }))
    await last.send()
    if (last.pendingCount() > 0 && !last.isRefused()) await pause(AGAIN_MS)
  }
  if (!last?.isRefused()) await end()
}

function refused(code: string): void {
  if (code === 'superseded_device' || code === 'sign_in_required') superseded()
  else if (code === 'exam_over') void end()
  else void reload()
}

/** Closes the attempt and shows its score; what the server does not take any more is lost to it. */
async function end(): Promise<void> {
  await enter(await insist(() => ask<RoomState>('selesai', {})))
}

function superseded(): void {
  stop()
  showMessage(
    null,
    'info',
    say('superseded.title'),
    say('superseded.lead'),
    h('button', { class: 'btn primary big', type: 'button', onclick: () => signIn(enter) }, say('superseded.again')),
  )
}

async function reload(): Promise<void> {
  await enter(await insist(() => ask<RoomState>('keadaan'), superseded))
}

/** Says every few seconds that the device is there, and follows what the supervisor does. */
function beat(everyMs: number): void {
  timer = setTimeout(
    async () => {
      try {
        const heard = await ask<Pulse>('denyut')
        if (heard.stage !== stage) {
          void reload()
          return
        }
        if (heard.secondsLeft !== null) exam?.correct(heard.secondsLeft)
        journal?.seen(true)
        void journal?.send()
      } catch (error) {
        if (error instanceof Refused) return refused(error.code)
        journal?.seen(false)
      }
      beat(everyMs)
    },
    everyMs + Math.random() * SPREAD_MS,
  )
}

function stop(): void {
  clearTimeout(timer)
  exam?.stop()
  exam = undefined
}

/** All questions, sealed, before the start: the release gives only the key. */
async function preload(): Promise<void> {
  sealed ??= (await insist(() => ask<{ content: string }>('isi'))).content
}

/** Asks until the server answers; an expected no leads to the page that says it. */
async function insist<T>(request: () => Promise<T>, no: (code: string) => void = refused): Promise<T> {
  for (;;) {
    try {
      return await request()
    } catch (error) {
      if (error instanceof Refused) {
        no(error.code)
        throw error
      }
      await pause(AGAIN_MS)
    }
  }
}

function reasonOf(state: RoomState): string[] {
  const last = state.notices.filter(({ kind }) => kind === 'pause').at(-1)
  return last ? [say('paused.reason', { reason: last.reason })] : []
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function begin(): Promise<void> {
  try {
    await enter(await ask<RoomState>('keadaan'))
  } catch (error) {
    if (error instanceof Refused) return signIn((state) => void enter(state))
    await pause(AGAIN_MS)
    return begin()
  }
}

addEventListener('beforeunload', (event) => {
  if (journal && journal.pendingCount() > 0 && stage === 'running') event.preventDefault()
})
void begin()

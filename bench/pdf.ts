import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { print, stopPrinter } from '@/lib/documents/printer.server'
import { sampleLetter } from '@/lib/documents/sample-letters'
import { type Frame, printModel } from '@/lib/documents/templates'

const LETTERS = 500
const ROUNDS = 3

/** Promotion decrees, each with its own person and code, rendered and signed by the one printer thread; the median round. */
export async function run() {
  const folder = mkdtempSync(path.join(tmpdir(), 'satya-bench-'))
  process.env.KEYS_FOLDER = folder
  try {
    await letters(0, 20) // the first letters load the compiler and make the keys
    const rounds = []
    for (let round = 1; round <= ROUNDS; round++) rounds.push(await timed(round))
    console.table(rounds)
    const speeds = rounds.map((round) => round.perSecond).sort((one, other) => one - other)
    return { perSecond: speeds[Math.floor(ROUNDS / 2)] }
  } finally {
    await stopPrinter()
    rmSync(folder, { recursive: true })
  }
}

async function timed(round: number) {
  const start = performance.now()
  const bytes = await letters(round, LETTERS)
  const seconds = (performance.now() - start) / 1000
  return {
    letters: LETTERS,
    seconds: rounded(seconds),
    perSecond: rounded(LETTERS / seconds),
    kilobytesEach: Math.round(bytes / LETTERS / 1024),
    memoryMb: Math.round(process.memoryUsage().rss / 1024 / 1024),
  }
}

async function letters(round: number, count: number): Promise<number> {
  const sample = sampleLetter('promotion-decree-2')
  const official = { id: 'bench', name: sample.signatory.name, organisation: sample.letterhead.office }
  let bytes = 0
  for (let at = 0; at < count; at++) {
    const code = `${round}${String(at).padStart(11, '0')}`
    const employee = { ...sample.employee, name: `Pegawai Nomor ${round} ${at}` }
    const frame: Frame = {
      mark: 'test',
      code,
      checkUrl: `https://satya.example/v/${code}`,
      certificateIssuer: 'UJI',
    }
    const model = printModel('promotion-decree-2', { ...sample, employee, number: `823.3/${round}/${at}` })
    const job = { template: 'promotion-decree-2', model, frame, createdAt: new Date(), official }
    bytes += (await print(job)).pdf.length
  }
  return bytes
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { civilDateIn } from '@/lib/civil-date'
import { type Draft, draftProblems, rootFromPaper, type Signed, signNext, splitForPaper } from '@/lib/wbs/ceremony'
import { boxFromSeed } from '@/lib/wbs/hybrid'
import { fingerprint, openManifest } from '@/lib/wbs/manifest'
import { Tampered } from '@/lib/wbs/protocol'
import { signingKeyOf } from '@/lib/wbs/signature'
import { requireLog, requireLogged } from '@/lib/wbs/transparency'

const USAGE = `The ceremony of WBS, on a computer without a network:
  npm run wbs -- root-key FOLDER        a new root key in three shares of 25 words; any two sign
  npm run wbs -- recovery-key FOLDER    a new key of last resort, shared in the same way
  npm run wbs -- sign DRAFT SIGNED --root KEY --share FILE --share FILE [--before SIGNED]
                                        signs the next manifest and the log; --before is the last one
  npm run wbs -- verify SIGNED --root KEY --deployment NAME
  npm run wbs -- fingerprint KEY        the eight words for posters
Shares are files of words, as they are typed from paper. Nothing but shares ever holds a secret.`

const today = civilDateIn('Asia/Jakarta', new Date())

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Tampered ? `Refused: ${error.message}` : (error as Error).message)
  process.exitCode = 1
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const
  const options = { root: text, before: text, deployment: text, share: { ...text, multiple: true } } as const
  const { positionals, values } = parseArgs({ options, allowPositionals: true })
  const [command, first, second] = positionals
  if (command === 'root-key' && first) return newKey(first, 'root', (secret) => signingKeyOf(secret).public)
  if (command === 'recovery-key' && first) {
    return newKey(first, 'recovery', async (secret) => (await boxFromSeed(secret)).recipient)
  }
  if (command === 'fingerprint' && first) return say(fingerprint(first).join(' '))
  const { root = '', share = [], before, deployment = '' } = values
  if (command === 'sign' && first && second && root) return signDraft(first, second, root, share, before)
  if (command === 'verify' && first && root) return verify(first, root, deployment)
  console.error(USAGE)
  return 2
}

/** Writes the shares and the public key of a new secret, which is then forgotten. */
async function newKey(folder: string, name: string, publicOf: (secret: Uint8Array) => string | Promise<string>) {
  const secret = crypto.getRandomValues(new Uint8Array(32))
  const publicKey = await publicOf(secret)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [place, words] of (await splitForPaper(secret)).entries())
    writeFileSync(join(folder, `${name}-share-${place + 1}.txt`), `${inLines(words)}\n`, { mode: 0o600, flag: 'wx' })
  writeFileSync(join(folder, `${name}-public.txt`), `${publicKey}\n`, { flag: 'wx' })
  secret.fill(0)
  return say(`Public key: ${publicKey}\nWrite each share on paper, give it to its holder, and destroy the files.`)
}

async function signDraft(draftFile: string, signedFile: string, root: string, shares: string[], beforeFile?: string) {
  const draft = read<Draft>(draftFile)
  const before = beforeFile ? read<Signed>(beforeFile) : undefined
  if (before) check(before, root, draft.deployment, JSON.parse(before.manifest).issuedOn)
  const problems = draftProblems(draft, before)
  for (const { code, of } of problems) console.error(`${code}: ${of}`)
  if (problems.length > 0) return 1
  const key = await rootFromPaper(
    shares.map((file) => readFileSync(file, 'utf8')),
    root,
  )
  if (!key) throw new Error('These shares do not make this root key: a word is misread, or they are of another key.')
  const signed = signNext(draft, before, today, key)
  writeFileSync(signedFile, JSON.stringify(signed, null, 2), { flag: 'wx' })
  return say(`Signed manifest ${JSON.parse(signed.manifest).version} of ${draft.deployment}, ${today}.`)
}

function verify(file: string, root: string, deployment: string): number {
  const manifest = check(read<Signed>(file), root, deployment, today)
  const active = manifest.keys.filter(({ until }) => until === null)
  return say(
    [`Manifest ${manifest.version} is good.`, ...active.map(({ name, position }) => `  ${name}, ${position}`)].join(
      '\n',
    ),
  )
}

function check(signed: Signed, root: string, deployment: string, on: string) {
  const reader = { rootKeys: [root], deployment }
  requireLog(signed.log, signed.checkpoint, reader)
  requireLogged(signed, signed.log)
  return openManifest(signed, { ...reader, on })
}

function read<Content>(file: string): Content {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function inLines(words: readonly string[]): string {
  return words.map((word, place) => `${place + 1}. ${word}`).join('\n')
}

function say(text: string): number {
  console.log(text)
  return 0
}

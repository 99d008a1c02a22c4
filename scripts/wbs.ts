import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { civilDateIn } from '@/lib/civil-date'
import {
  draftProblems,
  joinFromPaper,
  type NextList,
  type RecoveryKey,
  recoveryFromPaper,
  recoveryKeyOf,
  rootFromPaper,
  SHARES,
  type Signed,
  signNext,
  splitForPaper,
  withNewRecovery,
} from '@/lib/wbs/ceremony'
import { fingerprint, type Manifest, openManifest, seenOf } from '@/lib/wbs/manifest'
import { Tampered } from '@/lib/wbs/protocol'
import { recoverReports, type TakenReports } from '@/lib/wbs/recovery'
import { signingKeyOf } from '@/lib/wbs/signature'
import { requireLog, requireLogged } from '@/lib/wbs/transparency'

const USAGE = `The ceremony of WBS, on a computer without a network:
  npm run wbs -- root-key FOLDER        a new root key in three shares of 25 words; any two sign
  npm run wbs -- recovery-key FOLDER    a new key of last resort, shared in the same way
  npm run wbs -- replace-recovery DRAFT NEXT PUBLIC --holder NAME --holder NAME --holder NAME
                                        puts another key of last resort into a draft: PUBLIC is its recovery-public.txt
  npm run wbs -- new-papers FOLDER --share FILE --share FILE
                                        the same secret in three new shares, for new holders
  npm run wbs -- sign DRAFT SIGNED --root KEY --share FILE --share FILE [--before SIGNED]
                                        signs the next manifest and the log; --before is the last one as it was kept
                                        since the last ceremony: what the office hands in has to continue it
  npm run wbs -- recover TAKEN BROUGHT --root KEY --share FILE --share FILE [--former FILE --former FILE] [--partial]
                                        gives reports that nobody can open any more to new keys; --former are shares of
                                        a key of last resort that was replaced, --partial gives up what does not open
  npm run wbs -- verify SIGNED --root KEY --deployment NAME
  npm run wbs -- fingerprint KEY        the eight words for posters
Shares are files of words, as they are typed from paper. Nothing but shares ever holds a secret.`

const HAND_OUT = 'Write each share on paper, give it to its holder, and destroy the files.'

/** Why a report is left out of a recovery. */
const LEFT_OUT: Record<string, string> = {
  wbs_too_few_readers: 'of those who are to read fewer than two may; name others when the reports are taken',
  cannot_decrypt:
    'a key of it does not open with these papers; add those of a former key of last resort, before --partial gives it up',
}
const NOT_AS_SIGNED = 'it is not as its writers signed it, and nothing of it can be believed'

const today = civilDateIn('Asia/Jakarta', new Date())

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Tampered ? `Refused: ${error.message}` : (error as Error).message)
  process.exitCode = 1
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const
  const options = {
    root: text,
    before: text,
    deployment: text,
    share: { ...text, multiple: true },
    holder: { ...text, multiple: true },
    former: { ...text, multiple: true },
    partial: { type: 'boolean' },
  } as const
  const { positionals, values } = parseArgs({ options, allowPositionals: true })
  const [command, first, second, third] = positionals
  if (command === 'root-key' && first) return newKey(first, 'root', (secret) => signingKeyOf(secret).public)
  if (command === 'recovery-key' && first) {
    return newKey(first, 'recovery', async (secret) => {
      const { box, sign } = await recoveryKeyOf(secret)
      return `${box.recipient}\n${sign.public}`
    })
  }
  if (command === 'fingerprint' && first) return say(fingerprint(first).join(' '))
  const { root = '', share = [], before, deployment = '' } = values
  if (command === 'sign' && first && second && root) return signDraft(first, second, root, share, before)
  if (command === 'replace-recovery' && first && second && third)
    return replaceRecovery(first, second, third, values.holder ?? [])
  if (command === 'new-papers' && first) return newPapers(first, share)
  if (command === 'recover' && first && second && root) return recover(first, second, root, values)
  if (command === 'verify' && first && root) return verify(first, root, deployment)
  console.error(USAGE)
  return 2
}

/** Writes the shares and the public key of a new secret, which is then forgotten. */
async function newKey(folder: string, name: string, publicOf: (secret: Uint8Array) => string | Promise<string>) {
  const secret = crypto.getRandomValues(new Uint8Array(32))
  const publicKey = await publicOf(secret)
  await writeShares(folder, name, secret)
  writeFileSync(join(folder, `${name}-public.txt`), `${publicKey}\n`, { flag: 'wx' })
  return say(`Public key: ${publicKey}\n${HAND_OUT}`)
}

async function newPapers(folder: string, shares: string[]) {
  const secret = await joinFromPaper(shares.map((file) => readFileSync(file, 'utf8')))
  if (!secret) throw new Error('These shares do not go together: a word is misread, or they are too few.')
  await writeShares(folder, 'new', secret)
  return say(`${HAND_OUT} The old papers open as before until they are destroyed.`)
}

async function writeShares(folder: string, name: string, secret: Uint8Array): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [place, words] of (await splitForPaper(secret)).entries())
    writeFileSync(join(folder, `${name}-share-${place + 1}.txt`), `${inLines(words)}\n`, { mode: 0o600, flag: 'wx' })
  secret.fill(0)
}

function replaceRecovery(draftFile: string, nextFile: string, publicFile: string, holders: string[]): number {
  if (holders.length !== SHARES) throw new Error(`Name the ${SHARES} holders of the papers, each with --holder.`)
  const [box = '', sign = ''] = readFileSync(publicFile, 'utf8').trim().split('\n')
  writeFileSync(nextFile, JSON.stringify(withNewRecovery(read<NextList>(draftFile), { box, sign }, holders), null, 2), {
    flag: 'wx',
  })
  return say(`The draft in ${nextFile} has the new key of last resort, of ${holders.join(', ')}.`)
}

async function recover(
  takenFile: string,
  broughtFile: string,
  root: string,
  { share = [], former = [], partial }: { share?: string[]; former?: string[]; partial?: boolean },
) {
  const taken = read<TakenReports>(takenFile)
  const { deployment } = JSON.parse(taken.manifest) as Manifest
  const manifest = openManifest(taken, { rootKeys: [root], deployment, on: today })
  const keys: RecoveryKey[] = []
  for (const shares of former.length > 0 ? [share, former] : [share]) {
    const typed = shares.map((file) => readFileSync(file, 'utf8'))
    const key = await recoveryFromPaper(typed, manifest.recovery)
    if (!key) throw new Error('These shares do not make the key of last resort of this list.')
    keys.push(key)
  }
  const readers = manifest.keys.filter(({ id }) => taken.for.includes(id))
  const { changes, failed } = await recoverReports(taken, keys, manifest, partial)
  for (const { report, code } of failed) console.error(`${report}: ${LEFT_OUT[code] ?? NOT_AS_SIGNED} (${code})`)
  writeFileSync(broughtFile, JSON.stringify({ changes, failed }), { flag: 'wx' })
  for (const { id, out } of taken.reports) {
    const without = readers.filter((key) => out.includes(key.id)).map(({ name }) => name)
    if (without.length === 0) continue
    console.error(`${id}: without ${without.join(', ')}, who went out of it by the word of the server. Ask them first.`)
  }
  const names = readers.map(({ name, position }) => `  ${name}, ${position}`).join('\n')
  return say(`${changes.length} of ${taken.reports.length} reports are given to:\n${names}`)
}

async function signDraft(draftFile: string, signedFile: string, root: string, shares: string[], beforeFile?: string) {
  const draft = read<NextList>(draftFile)
  const kept = beforeFile ? read<Signed>(beforeFile) : undefined
  const before = draft.before ?? kept
  if (before) check(before, root, draft.deployment, JSON.parse(before.manifest).issuedOn, kept)
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

/** @param kept what was signed last, as somebody kept it: neither list nor log may be older or another one */
function check(signed: Signed, root: string, deployment: string, on: string, kept?: Signed) {
  const reader = { rootKeys: [root], deployment }
  requireLog(signed.log, signed.checkpoint, { ...reader, seen: kept?.checkpoint })
  requireLogged(signed, signed.log)
  return openManifest(signed, { ...reader, on, seen: kept && seenOf(kept) })
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

#!/usr/bin/env node
/**
 * Checks an exam that was published, without trusting whoever ran it.
 *
 *   node verify-exam.mjs FILE… [--sealed ROOT]… [--root CERTIFICATE.pem]
 *
 * Give it the data of every session of a selection, the announcements of both stages and any receipts of candidates; all
 * of them are JSON files that anybody may download, of several agencies as well. It needs Node.js and nothing else, and
 * takes nothing from the program it checks: docs/decisions/0064, 0070 and 0080 describe the files.
 *
 * Files agree with themselves even when all of them were made anew. So hold them to what you have from elsewhere: the root
 * that a session had at its close, 64 digits on its minutes (--sealed, once for each session) or in the receipt of a
 * candidate, and the certificate of the authority that signatures have to lead to (--root).
 *
 * It ends with 0 when everything agrees and was held to that, with 1 when something disagrees, with 2 when it could not
 * begin, and with 3 when nothing disagrees but something is left that only people can judge. Each is one sentence.
 */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { checkAnnouncement, checkRanked, isClear } from './announcement.mjs'
import { checkReceipt } from './receipt.mjs'
import { checkSession, SESSION_FORMATS, statementOf } from './session.mjs'

/**
 * What is wrong with the files, and what they leave open, a sentence each.
 *
 * @param {any[]} files parsed JSON
 * @param {{ root?: string, sealed?: string[] }} [known] from elsewhere: the certificate, as PEM, that signatures have to
 *   lead to, and the roots that sessions had at their close
 * @returns {{ faults: string[], reservations: string[] }}
 */
export function verifyExam(files, { root, sealed = [] } = {}) {
  const report = { faults: [], reservations: [] }
  const sessions = files.filter(({ format }) => format in SESSION_FORMATS)
  const announcements = files.filter(({ format }) => format === 'satya-exam-announcement-1')
  const receipts = files.filter(({ format, proof, session }) => !format && proof && session)
  const strange = files.length - sessions.length - announcements.length - receipts.length
  if (strange > 0)
    report.faults.push(`${strange} of the files are neither the data of a session, an announcement nor a receipt.`)

  const known = { root, roots: [...sealed, ...receipts.map((receipt) => receipt.root)], receipts }
  if (sessions.length > 0 && !root)
    report.reservations.push(
      'Who signed was taken from the files themselves: name the certificate you trust with --root.',
    )
  for (const each of sessions) guarded(report, `Session ${each.session}`, () => checkSession(report, each, known))
  const roots = sessions.map((each) => statementOf(each).root)
  for (const each of sealed) {
    if (!roots.includes(each)) report.faults.push(`No session was sealed under the root ${each}, which you have.`)
  }
  for (const each of receipts) guarded(report, 'A receipt', () => checkReceipt(report, each, sessions))
  const clear = announcements.filter((each) => isClear(report, each, sessions, announcements))
  for (const each of clear) guarded(report, 'An announcement', () => checkAnnouncement(report, each, sessions, clear))
  for (const each of sessions)
    guarded(report, `Session ${each.session}`, () => checkRanked(report, each, announcements))
  return report
}

/** A file that cannot even be read to its end is a fault, not a crash. */
function guarded({ faults }, name, check) {
  try {
    check()
  } catch (error) {
    faults.push(`${name} cannot be read: ${error instanceof Error ? error.message : error}.`)
  }
}

function main(words) {
  const { names, sealed, certificate } = asked(words)
  const files = names.map((name) => JSON.parse(readFileSync(name, 'utf8')))
  const { faults, reservations } = verifyExam(files, {
    root: certificate && readFileSync(certificate, 'utf8'),
    sealed,
  })
  const what = `${files.length} files, ${files.reduce((count, { attempts }) => count + (attempts?.length ?? 0), 0)} attempts`
  for (const sentence of [...faults, ...reservations]) console.error(sentence)
  if (faults.length > 0) console.log(`${faults.length} disagreements: ${what}.`)
  else if (reservations.length > 0)
    console.log(`Nothing disagrees, and ${reservations.length} questions are left open: ${what}.`)
  else console.log(`Everything agrees: ${what}.`)
  return faults.length > 0 ? 1 : reservations.length > 0 ? 3 : 0
}

function asked(words) {
  const found = { names: [], sealed: [], certificate: undefined }
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--root') found.certificate = rest.shift() ?? ''
    else if (word === '--sealed') found.sealed.push((rest.shift() ?? '').toLowerCase().replace(/[^0-9a-f]/g, ''))
    else found.names.push(word)
  }
  if (found.names.length === 0) throw new Error('Name the files to check.')
  if (found.sealed.some((root) => root.length !== 64)) throw new Error('A root has 64 digits.')
  return found
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.exitCode = main(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
  }
}

import 'server-only'
import { transactWbs } from '@/db/wbs/client.server'
import { addPart, beginAttachment, finishAttachment } from '@/lib/wbs/attachment.server'
import {
  beginBody,
  emptyBody,
  finishBody,
  keyRequestBody,
  messageBody,
  openBody,
  reportBody,
  sealAnswerBody,
  sealBody,
  withdrawBody,
} from '@/lib/wbs/bodies.server'
import { newChallenge, newNonce } from '@/lib/wbs/challenge.server'
import { bytesDoor, jsonDoor } from '@/lib/wbs/door.server'
import { addMessage, openReport, withdrawReport } from '@/lib/wbs/inbox.server'
import { askForOwnKey } from '@/lib/wbs/key-request.server'
import { newestManifest } from '@/lib/wbs/manifest.server'
import { receiveReport } from '@/lib/wbs/report.server'
import { keepSeal } from '@/lib/wbs/seal.server'
import { answerQuestion } from '@/lib/wbs/seal-answer.server'
import { MOST_PART_BODY_BYTES } from '@/lib/wbs/upload'
import type { NonceAnswer, PowAnswer } from '@/lib/wbs/wire'

/** Every answer to a code is at least as long, so that most conversations are of one length. */
const OPENED_BYTES = 32_768

/** Every route that a reporter's browser speaks with (docs/decisions/0106). */
export const reporterDoors: Record<string, (request: Request) => Promise<Response>> = {
  pow: jsonDoor({
    schema: emptyBody,
    run: async (_, now): Promise<PowAnswer> => ({ challenge: newChallenge('reports', now) }),
  }),
  manifest: jsonDoor({ schema: emptyBody, run: () => transactWbs(newestManifest) }),
  laporan: jsonDoor({ schema: reportBody, run: receiveReport }),
  nonce: jsonDoor({
    schema: emptyBody,
    run: async (_, now): Promise<NonceAnswer> => ({ nonce: newNonce(now), challenge: newChallenge('openings', now) }),
  }),
  buka: jsonDoor({ schema: openBody, run: openReport, leastBytes: OPENED_BYTES, isEven: true }),
  pesan: jsonDoor({ schema: messageBody, run: addMessage, isEven: true }),
  cabut: jsonDoor({ schema: withdrawBody, run: withdrawReport, isEven: true }),
  kunci: jsonDoor({ schema: keyRequestBody, run: askForOwnKey, isEven: true }),
  segel: jsonDoor({ schema: sealBody, run: keepSeal, isEven: true }),
  'segel/jawab': jsonDoor({ schema: sealAnswerBody, run: answerQuestion, isEven: true }),
  'lampiran/mulai': jsonDoor({ schema: beginBody, run: beginAttachment, isEven: true }),
  'lampiran/bagian': bytesDoor(MOST_PART_BODY_BYTES, addPart),
  'lampiran/selesai': jsonDoor({ schema: finishBody, run: finishAttachment }),
}

import { signConsent } from '@/lib/wbs/identity'
import type { Manifest } from '@/lib/wbs/manifest'
import { Tampered } from '@/lib/wbs/protocol'
import { type SealedIdentity, sealIdentity } from '@/lib/wbs/seal'
import { sealedTo } from './own-identity'
import { type OwnReport, sealOwn, sendNext, today } from './own-report'

/** Seals and sends who the reporter is, with the message that says so. Refuses `wrong_group` without three custodians. */
export async function sendIdentity(own: OwnReport, identity: SealedIdentity, manifest: Manifest) {
  const { report } = own.conversation
  const { key, ...seal } = await sealIdentity(report, identity, own.keys.sign, sealedTo(manifest, own.conversation))
  const message = await sealOwn(own, 'identitas', { act: 'sealed', key, on: today() })
  return { key, outcome: await sendNext('segel', own.keys, { ...seal, message }) }
}

/** Sends the answer to the newest question, with a consent that custodians can check. Refuses `wrong_request` for another. */
export async function sendAnswer(own: OwnReport, request: string, isGranted: boolean): Promise<'sent' | 'moved on'> {
  if (own.told.questions.at(-1)?.hash !== request) throw new Tampered('wrong_request')
  const on = today()
  const consent = isGranted ? signConsent(own.keys.sign, own.conversation.report, request, on) : null
  const message = await sealOwn(own, 'identitas', { act: 'answered', request, isGranted, on })
  return sendNext('segel/jawab', own.keys, { request, consent, message })
}

import 'server-only'
import * as z from 'zod'
import { isHybridRecipient } from '@/lib/wbs/hybrid'
import { MOST_ATTACHMENT_BYTES } from '@/lib/wbs/upload'
import {
  type KeyRequest,
  type MessageRequest,
  MOST_CT_BYTES,
  type OpenRequest,
  type ReportRequest,
  type SealAnswerRequest,
  type SealRequest,
  type WithdrawRequest,
} from '@/lib/wbs/wire'

/** More people read no report, and no group has more. */
const MOST_RECIPIENTS = 40

function binary(mostBytes: number, exactBytes?: number) {
  const most = Math.ceil((mostBytes * 4) / 3)
  const text = z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/)
  return exactBytes === undefined ? text : text.length(Math.ceil((exactBytes * 4) / 3))
}

const key = () => binary(32, 32)
const signature = () => binary(64, 64)
const keyId = () => z.string().min(1).max(64)
const whole = () => z.int().min(0).max(1_000_000)
const filling = { pad: z.string().optional() }

const proof = z.strictObject({
  challenge: z.strictObject({
    nonce: z.string().max(200),
    cost: z.int().min(1),
    expires: z.int(),
    mac: z.string().max(100),
  }),
  solution: z.int().min(0),
})

const wraps = z.array(z.strictObject({ for: keyId(), ct: binary(MOST_CT_BYTES.wrap) })).max(MOST_RECIPIENTS + 2)

const signed = { locator: key(), nonce: z.string().max(200), signature: signature(), ...filling }

export const emptyBody = z.strictObject(filling)

export const reportBody = z.strictObject({
  id: z.uuidv4(),
  locatorHash: z.string().regex(/^[0-9a-f]{64}$/),
  signPub: key(),
  boxPub: z.string().refine(isHybridRecipient),
  groupId: keyId(),
  excluded: z.array(keyId()).max(MOST_RECIPIENTS),
  manifestVersion: whole(),
  wraps,
  first: z.strictObject({ seq: z.literal(1), ct: binary(MOST_CT_BYTES.report) }),
  proof,
  signature: signature(),
  ...filling,
}) satisfies z.ZodType<ReportRequest>

export const openBody = z.strictObject({ ...signed, after: whole(), proof }) satisfies z.ZodType<OpenRequest>

export const messageBody = z.strictObject({
  ...signed,
  seq: whole(),
  epoch: whole(),
  ct: binary(MOST_CT_BYTES.message),
  attachment: z.uuidv4().optional(),
}) satisfies z.ZodType<MessageRequest>

export const withdrawBody = z.strictObject({
  ...signed,
  withdrawal: z.strictObject({ on: z.iso.date(), after: whole(), signature: signature() }),
}) satisfies z.ZodType<WithdrawRequest>

/** Which keys of the conversation do not open for its reporter. */
export const keyRequestBody = z.strictObject({
  ...signed,
  epochs: z.array(whole()).min(1).max(1000),
}) satisfies z.ZodType<KeyRequest>

const message = z.strictObject({ seq: whole(), epoch: whole(), ct: binary(MOST_CT_BYTES.message) })

export const sealBody = z.strictObject({
  ...signed,
  ct: binary(MOST_CT_BYTES.seal),
  shares: z.array(z.strictObject({ keyId: keyId(), ct: binary(MOST_CT_BYTES.wrap) })).max(9),
  message,
}) satisfies z.ZodType<SealRequest>

export const sealAnswerBody = z.strictObject({
  ...signed,
  request: z.string().regex(/^[0-9a-f]{64}$/),
  consent: z.strictObject({ on: z.iso.date(), signature: signature() }).nullable(),
  message,
}) satisfies z.ZodType<SealAnswerRequest>

export const beginBody = z.strictObject({
  ...signed,
  id: z.uuidv4(),
  bytes: z.int().min(1).max(MOST_ATTACHMENT_BYTES),
})

export const finishBody = z.strictObject({ id: z.uuidv4(), sha256: z.string().regex(/^[0-9a-f]{64}$/), ...filling })

import { readFileSync } from 'node:fs'
import { civilDateIn } from '@/lib/civil-date'
import { codeAsDigits, makeCode } from '@/lib/wbs/code'
import { beginConversation } from '@/lib/wbs/conversation'
import { deriveKeys, type ReporterKeys } from '@/lib/wbs/derive'
import type { Envelope } from '@/lib/wbs/envelope'
import { encryptTo } from '@/lib/wbs/hybrid'
import { openManifest } from '@/lib/wbs/manifest'
import { solve } from '@/lib/wbs/proof-of-work'
import { hashHex } from '@/lib/wbs/protocol'
import { readReport } from '@/lib/wbs/reading'
import { makeReport } from '@/lib/wbs/report'
import { type SignedRoute, signRequest } from '@/lib/wbs/request'
import { PART_BYTES, partsOf, writePart } from '@/lib/wbs/upload'
import {
  encodeBody,
  type ManifestAnswer,
  type NonceAnswer,
  type OpenAnswer,
  type PowAnswer,
  type ReportRequest,
} from '@/lib/wbs/wire'

/** How bytes reach a door, however it is spoken with; answers the fields of what came back. */
export type Post = (door: string, bytes: Uint8Array<ArrayBuffer>, type: string) => Promise<unknown>

/** A report but for its proof of work: sent again, it is the same one. */
export type MadeReport = Omit<ReportRequest, 'proof'>

const DEPLOYMENT = 'satya'

/** Speaks with the doors of a server. Throws the code of what was refused, and what `fetch` throws where nobody answers. */
export function doorsOf(url: string): Post {
  return async (door, bytes, type) => {
    const init = { method: 'POST', body: bytes, headers: { 'Content-Type': type } }
    const answer = await fetch(`${url}/lapor/api/${door}`, init)
    const fields = await answer.json()
    if (answer.ok) return fields
    throw new Error(`${door}: ${fields.code}`)
  }
}

/** A reporter at the server under test. */
export function aReporter() {
  const { origin } = new URL(process.env.SATYA_URL ?? '')
  const { rootKey } = JSON.parse(readFileSync(`${process.env.KEYS_FOLDER}/wbs-demonstration.json`, 'utf8'))
  return reporter(doorsOf(origin), origin, [rootKey])
}

/** A reporter without a browser: the same protocol, over whatever `post` is. */
export function reporter(
  post: Post,
  origin: string,
  rootKeys: string[],
  code = makeCode(),
  keysOf: Promise<ReporterKeys> = deriveKeys(code, DEPLOYMENT),
) {
  const ask = async <Answer>(door: string, value: object) =>
    (await post(door, new Uint8Array(encodeBody(value)), 'application/json')) as Answer

  async function signed(route: SignedRoute, fields: object = {}) {
    const keys = await keysOf
    const { nonce, challenge } = await ask<NonceAnswer>('nonce', {})
    const body = signRequest(keys.sign, route, origin, { locator: keys.locator, nonce, ...fields })
    return route === 'buka' ? { ...body, proof: await solve(challenge) } : body
  }

  const one = {
    code: codeAsDigits(code).join(''),
    locator: async () => (await keysOf).locator,
    locatorHash: async () => (await keysOf).locatorHash,

    /** A report to the Inspektorat, locked and signed. */
    async make(content: object): Promise<MadeReport> {
      const on = civilDateIn('Asia/Jakarta', new Date())
      const signedManifest = await ask<ManifestAnswer>('manifest', {})
      const manifest = openManifest(signedManifest, { rootKeys, deployment: DEPLOYMENT, on })
      const made = await makeReport(await keysOf, { manifest, groupId: 'inspektorat', excluded: [], content, origin })
      if (!made) throw new Error('too few would read it')
      return made
    },

    async send(made: MadeReport): Promise<void> {
      const { challenge } = await ask<PowAnswer>('pow', {})
      await ask('laporan', { ...made, proof: await solve(challenge) })
    },

    /** Sends a report to the Inspektorat and answers what was sent. */
    async report(content: object): Promise<MadeReport> {
      const made = await one.make(content)
      await one.send(made)
      return made
    },

    /** Announces an attachment, or goes on with it: the numbers of the parts that are there. */
    async begin(id: string, bytes: number): Promise<number[]> {
      const { have } = await ask<{ have: number[] }>('lampiran/mulai', await signed('lampiran/mulai', { id, bytes }))
      return have
    },

    async part(id: string, number: number, content: Uint8Array): Promise<void> {
      await post('lampiran/bagian', writePart({ id, number, content }), 'application/octet-stream')
    },

    async finish(id: string, sha256: string): Promise<void> {
      await ask('lampiran/selesai', { id, sha256 })
    },

    async attach(content: Uint8Array): Promise<void> {
      const file = await encryptTo((await keysOf).box.recipient, content)
      const id = crypto.randomUUID()
      await one.begin(id, file.length)
      for (let number = 0; number < partsOf(file.length); number++)
        await one.part(id, number, file.subarray(number * PART_BYTES, (number + 1) * PART_BYTES))
      await one.finish(id, hashHex(file))
    },

    open: async () => ask<OpenAnswer>('buka', await signed('buka', { after: 0 })),

    /** All that the reporter may read, opened and checked. */
    async read(): Promise<Envelope[]> {
      const on = civilDateIn('Asia/Jakarta', new Date())
      const manifest = openManifest(await ask<ManifestAnswer>('manifest', {}), { rootKeys, deployment: DEPLOYMENT, on })
      const answer = await one.open()
      const { identity } = (await keysOf).box
      return (await readReport(beginConversation(answer.report?.id ?? ''), answer, identity, manifest)).envelopes
    },
  }
  return one
}

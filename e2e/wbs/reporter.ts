import { civilDateIn } from '@/lib/civil-date'
import { codeAsDigits, makeCode } from '@/lib/wbs/code'
import { deriveKeys } from '@/lib/wbs/derive'
import { encryptTo } from '@/lib/wbs/hybrid'
import { openManifest } from '@/lib/wbs/manifest'
import { solve } from '@/lib/wbs/proof-of-work'
import { hashHex } from '@/lib/wbs/protocol'
import { makeReport } from '@/lib/wbs/report'
import { type SignedRoute, signRequest } from '@/lib/wbs/request'
import { PART_BYTES, writePart } from '@/lib/wbs/upload'
import { encodeBody, type ManifestAnswer, type NonceAnswer, type OpenAnswer, type PowAnswer } from '@/lib/wbs/wire'

/** How bytes reach a door, however it is spoken with; answers the fields of what came back. */
export type Post = (door: string, bytes: Uint8Array<ArrayBuffer>, type: string) => Promise<unknown>

const DEPLOYMENT = 'satya'

/** A reporter without a browser: the same protocol, over whatever `post` is. */
export function reporter(post: Post, origin: string, rootKeys: string[]) {
  const ask = async <Answer>(door: string, value: object) =>
    (await post(door, new Uint8Array(encodeBody(value)), 'application/json')) as Answer
  const code = makeCode()
  const keysOf = deriveKeys(code, DEPLOYMENT)

  async function signed(route: SignedRoute, fields: object = {}) {
    const keys = await keysOf
    const { nonce, challenge } = await ask<NonceAnswer>('nonce', {})
    const body = signRequest(keys.sign, route, origin, { locator: keys.locator, nonce, ...fields })
    return route === 'buka' ? { ...body, proof: await solve(challenge) } : body
  }

  return {
    code: codeAsDigits(code).join(''),
    locatorHash: async () => (await keysOf).locatorHash,

    /** Sends a report to the Inspektorat and answers what was sent. */
    async report(content: object) {
      const on = civilDateIn('Asia/Jakarta', new Date())
      const signedManifest = await ask<ManifestAnswer>('manifest', {})
      const manifest = openManifest(signedManifest, { rootKeys, deployment: DEPLOYMENT, on })
      const made = await makeReport(await keysOf, { manifest, groupId: 'inspektorat', excluded: [], content, origin })
      if (!made) throw new Error('too few would read it')
      const { challenge } = await ask<PowAnswer>('pow', {})
      await ask('laporan', { ...made, proof: await solve(challenge) })
      return made
    },

    async attach(content: Uint8Array) {
      const file = await encryptTo((await keysOf).box.recipient, content)
      const id = crypto.randomUUID()
      await ask('lampiran/mulai', await signed('lampiran/mulai', { id, bytes: file.length }))
      for (let number = 0; number * PART_BYTES < file.length; number++) {
        const part = file.subarray(number * PART_BYTES, (number + 1) * PART_BYTES)
        await post('lampiran/bagian', writePart({ id, number, content: part }), 'application/octet-stream')
      }
      await ask('lampiran/selesai', { id, sha256: hashHex(file) })
    },

    open: async () => ask<OpenAnswer>('buka', await signed('buka', { after: 0 })),
  }
}

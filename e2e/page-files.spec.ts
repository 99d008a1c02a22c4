import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { expect, test } from '@/e2e/fixtures'

/** The body as it travels: a browser would unpack it. */
function asTravels(path: string, accepts: string, method = 'GET'): Promise<{ packed?: string; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { 'accept-encoding': accepts } }
    const asked = request(`${process.env.SATYA_URL}${path}`, options, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      resolve({ packed: answer.headers['content-encoding'], bytes: Buffer.concat(parts) })
    })
    asked.on('error', reject).end()
  })
}

test.describe('pages outside the framework', () => {
  for (const path of [
    '/kinerja/harian/harian.js',
    '/cat/ruang-ujian/ujian.js',
    '/lapor/lapor.js',
    '/lapor/kata-id.json',
  ]) {
    test(`${path} travels packed to whoever unpacks it`, async () => {
      const [packed, plain] = await Promise.all([asTravels(path, 'gzip, br'), asTravels(path, 'identity')])
      expect(packed.packed).toBe('gzip')
      expect(plain.packed).toBeUndefined()
      expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2)
      expect(gunzipSync(packed.bytes)).toEqual(plain.bytes)
    })
  }

  test('an answer to a reporter is never packed: its length would tell what is in it', async () => {
    const answer = await asTravels('/lapor/api/buka', 'gzip', 'POST')
    expect(answer.bytes.toString()).toContain('"code"')
    expect(answer.packed).toBeUndefined()
  })
})

import { createHash } from 'node:crypto'
import { readCode } from '@/lib/documents/document-code'
import { FILE_CHECK_COOKIE, FILE_CHECK_LIMIT } from '@/lib/documents/file-check'
import { mayAsk } from '@/lib/documents/may-ask.server'

/** Room for the form around the file. */
const FORM_BYTES = 4096

/**
 * Compares a file without JavaScript: hashes it, keeps nothing, and leads back to the page of the code, which reads
 * the hash from a cookie of one minute. So nobody can pass on an address that says "genuine".
 */
export async function POST(request: Request, { params }: RouteContext<'/v/[kode]/berkas'>) {
  const code = readCode((await params).kode)
  if (!code) return seeOther('/v')
  const isSecure = process.env.NEXTAUTH_URL?.startsWith('https://')
  const cookie = `${FILE_CHECK_COOKIE}=${await answerTo(request)}; Path=/v/${code}; Max-Age=60; HttpOnly; SameSite=Lax`
  return seeOther(`/v/${code}`, isSecure ? `${cookie}; Secure` : cookie)
}

async function answerTo(request: Request): Promise<string> {
  if (!mayAsk('file', request.headers.get('x-forwarded-for'), new Date())) return 'busy'
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(length <= FILE_CHECK_LIMIT + FORM_BYTES)) return 'too_large' // also when the length is not told
  const form = await request.formData().catch(() => null)
  const file = form?.get('berkas')
  if (!(file instanceof File) || file.size === 0) return 'missing'
  if (file.size > FILE_CHECK_LIMIT) return 'too_large'
  return createHash('sha256')
    .update(new Uint8Array(await file.arrayBuffer()))
    .digest('hex')
}

function seeOther(path: string, cookie?: string): Response {
  const headers = new Headers({ Location: path, 'Cache-Control': 'no-store' })
  if (cookie) headers.append('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}

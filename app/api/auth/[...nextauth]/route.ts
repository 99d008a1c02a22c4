import NextAuth, { type NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import * as z from 'zod'
import { endSessionOfToken } from '@/lib/auth/session.server'
import { ABSOLUTE_LIMIT_MS } from '@/lib/auth/settings'
import { signIn } from '@/lib/auth/sign-in.server'
import { Refusal } from '@/lib/refusal'

const credentials = z.object({ userId: z.string().max(200), password: z.string().max(1000) })

/** The token carries the id of a row in `sessions` and nothing about the person. */
const options: NextAuthOptions = {
  providers: [
    CredentialsProvider({
      credentials: { userId: {}, password: {} },
      async authorize(typed, request) {
        const parsed = credentials.safeParse(typed)
        if (!parsed.success) return null
        const headers: Record<string, unknown> = request.headers ?? {}
        const userAgent = typeof headers['user-agent'] === 'string' ? headers['user-agent'] : null
        const id = await signIn({ ...parsed.data, userAgent }, new Date()).catch(asSignInError)
        return { id }
      },
    }),
  ],
  session: { strategy: 'jwt', maxAge: ABSOLUTE_LIMIT_MS / 1000 },
  pages: { signIn: '/masuk', signOut: '/masuk', error: '/masuk' },
  callbacks: {
    jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: { signOut: ({ token }) => endSessionOfToken(token?.sid) },
}

/** next-auth hands the message of an error on to the sign-in page: the code, and the seconds to wait. */
function asSignInError(error: unknown): never {
  if (!(error instanceof Refusal)) throw error
  throw new Error(error.facts.seconds ? `${error.code}.${error.facts.seconds}` : error.code)
}

const handler = NextAuth(options)

/** next-auth takes any body into memory before it looks at it, and anybody may send one. */
const MOST_BYTES = 10_000

export { handler as GET }

export function POST(request: Request, context: RouteContext<'/api/auth/[...nextauth]'>): Promise<Response> | Response {
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(length <= MOST_BYTES)) return new Response(null, { status: 413 }) // also when the length is not told
  return handler(request, context)
}

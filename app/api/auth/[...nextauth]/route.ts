import NextAuth, { type NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { endSessionOfToken } from '@/lib/auth/session.server'
import { ABSOLUTE_LIMIT_MS } from '@/lib/auth/settings'
import { signInTyped } from '@/lib/auth/typed-sign-in.server'

/** The token carries the id of a row in `sessions` and nothing about the person. */
const options: NextAuthOptions = {
  providers: [
    CredentialsProvider({
      credentials: { userId: {}, password: {} },
      async authorize(typed, request) {
        const headers: Record<string, unknown> = request.headers ?? {}
        const userAgent = typeof headers['user-agent'] === 'string' ? headers['user-agent'] : null
        return signInTyped(typed, userAgent, new Date())
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

const handler = NextAuth(options)

/** next-auth takes any body into memory before it looks at it, and anybody may send one. */
const MOST_BYTES = 10_000

export { handler as GET }

export function POST(request: Request, context: RouteContext<'/api/auth/[...nextauth]'>): Promise<Response> | Response {
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(length <= MOST_BYTES)) return new Response(null, { status: 413 }) // also when the length is not told
  return handler(request, context)
}

import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'
import { UNREADABLE_PATH } from './lib/readable-path'
import { settingsFrom } from './lib/settings'
import { PAGE_HEADERS } from './lib/wbs/page-headers'

const { UPLOAD_LIMIT_MB } = settingsFrom(process.env)

/** The form around a document needs room too. */
const BODY_LIMIT_MB = UPLOAD_LIMIT_MB + 1

/** No other site frames, embeds or redirects ours, learns our addresses, or reads a file as something it is not. */
const UNUSED = 'microphone=(), geolocation=(), payment=(), usb=()'
const HEADERS = [
  {
    key: 'Content-Security-Policy',
    value: "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
  },
  { key: 'Permissions-Policy', value: `camera=(self), ${UNUSED}` },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
]

const config: NextConfig = {
  poweredByHeader: false,
  typedRoutes: true,
  typescript: { ignoreBuildErrors: true }, // `npm test` checks the types, and a first start need not wait for it
  serverExternalPackages: ['@node-rs/argon2', 'pino', 'pg-boss', 'esbuild', '@myriaddreamin/typst-ts-node-compiler'],
  images: { unoptimized: true }, // the product draws none, and the optimizer would fetch addresses by itself
  turbopack: { root: import.meta.dirname },
  rewrites: async () => ({
    beforeFiles: [{ source: UNREADABLE_PATH, destination: '/404' }],
    afterFiles: [],
    fallback: [],
  }),
  headers: async () => [
    { source: '/:path((?!lapor(?:/|$)).*)', headers: HEADERS },
    { source: '/lapor/:path*', headers: [...PAGE_HEADERS] },
  ],
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: `${BODY_LIMIT_MB}mb` } },
}

export default createNextIntlPlugin('./lib/i18n/request.server.ts')(config)

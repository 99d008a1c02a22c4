import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  poweredByHeader: false,
  typedRoutes: true,
  typescript: { ignoreBuildErrors: true }, // `npm test` checks the types, and a first start need not wait for it
  serverExternalPackages: ['@node-rs/argon2', 'pino', 'pg-boss', 'esbuild', '@myriaddreamin/typst-ts-node-compiler'],
  turbopack: { root: import.meta.dirname },
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: '8mb' } },
}

export default createNextIntlPlugin('./lib/i18n/request.server.ts')(config)

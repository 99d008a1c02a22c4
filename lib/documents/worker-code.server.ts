import 'server-only'
import { buildSync } from 'esbuild'

const bundles = new Map<string, string>()

/**
 * A worker's source as one CommonJS text for `new Worker(text, { eval: true })`. It is bundled on first use, so that
 * the same source runs under the built server, the tests and the command line (decision 0030).
 *
 * @param entry path from the top of the repository
 */
export function workerCode(entry: string): string {
  const code = bundles.get(entry) ?? bundle(entry)
  bundles.set(entry, code)
  return code
}

function bundle(entry: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    conditions: ['react-server'],
    external: ['@myriaddreamin/typst-ts-node-compiler'],
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

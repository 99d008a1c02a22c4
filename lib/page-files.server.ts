import 'server-only'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

type Bytes = Uint8Array<ArrayBuffer>

/** One file that a page outside the framework loads: its type, further headers, and where it comes from. */
export type PageFile = { type: string; headers?: Record<string, string>; read: () => Uint8Array | Promise<Uint8Array> }

/** A file as it is answered. */
export type MadeFile = { bytes: Bytes; etag: string; headers: Record<string, string> }

/** The files of such pages by name, each made at its first use; undefined for another name. */
export function pageFiles(files: Record<string, PageFile>): (name: string) => Promise<MadeFile | undefined> {
  const made = new Map<string, { bytes: Bytes; etag: string }>()
  return async (name) => {
    const file = Object.hasOwn(files, name) ? files[name] : undefined
    if (!file) return undefined
    const known = made.get(name) ?? make(await file.read())
    if (process.env.NODE_ENV === 'production') made.set(name, known)
    return { ...known, headers: { 'Content-Type': file.type, ...file.headers } }
  }
}

function make(read: Uint8Array): { bytes: Bytes; etag: string } {
  const bytes = new Uint8Array(read)
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` }
}

/** The answer to whoever asks for one of them. */
export function answerFile(request: Request, file: MadeFile | undefined): Response {
  if (!file) return new Response(null, { status: 404 })
  const headers = { ...file.headers, 'Cache-Control': 'public, no-cache', ETag: file.etag }
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
  return new Response(file.bytes, { headers })
}

/**
 * A script or a style with all that it loads. `dev`, tests and builds run the same source.
 *
 * @param format `esm` for a part that another script imports when it is wanted
 * @param target the language that the oldest browser of the page understands
 */
export function bundle(
  entry: string,
  define: Record<string, string> = {},
  format: 'iife' | 'esm' = 'iife',
  target = 'es2022',
): Uint8Array {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format,
    target,
    jsx: 'automatic',
    alias: { '@': process.cwd() },
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    external: ['*.woff2'],
    logLevel: 'silent',
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

/** The letters of every page of the product. */
export const fontFiles: Record<string, PageFile> = Object.fromEntries(
  ['inter.woff2', 'plus-jakarta-sans.woff2'].map((name) => [
    name,
    { type: 'font/woff2', read: () => readFileSync(join(process.cwd(), 'app/fonts', name)) },
  ]),
)

import { NotCleaned } from '@/lib/wbs/clean'
import { stripImage } from '@/lib/wbs/clean-image'
import { FILE_KINDS, type FileKind, fileKind, HEAD_BYTES } from '@/lib/wbs/file-kind'

/** How a file of a reporter is shown: drawn in a frame of no origin, or not at all. */
export type Shown = { as: 'picture'; type: string } | { as: 'text' } | { as: 'pdf' } | { as: 'nothing' }

const PICTURES: readonly FileKind[] = ['jpeg', 'png', 'webp']
const MOST_PICTURE_BYTES = 20 * 1024 * 1024
const MOST_TEXT_BYTES = 2 * 1024 * 1024

/**
 * What of a file is shown, by its own bytes and never by what its message or name says: pages, drawings with scripts,
 * office files, archives, recordings and pictures that unfold to too much are only kept for another machine.
 */
export function shownAs(bytes: Uint8Array, name: string): Shown {
  const kind = fileKind(bytes.subarray(0, HEAD_BYTES), name)
  if (kind === 'pdf') return { as: 'pdf' }
  if ((kind === 'txt' || kind === 'csv') && bytes.length <= MOST_TEXT_BYTES) return { as: 'text' }
  const isPicture = kind !== undefined && PICTURES.includes(kind) && bytes.length <= MOST_PICTURE_BYTES
  return isPicture && isDrawable(bytes) ? { as: 'picture', type: FILE_KINDS[kind].type } : { as: 'nothing' }
}

/**
 * How the name of a saved file ends: by its own bytes. The name that the reporter chose could make another machine run it.
 */
export function savedEnding(bytes: Uint8Array, name: string): string {
  const kind = fileKind(bytes.subarray(0, HEAD_BYTES), name)
  return kind ? FILE_KINDS[kind].ending : 'bin'
}

function isDrawable(bytes: Uint8Array): boolean {
  try {
    return stripImage(bytes).bytes.length > 0
  } catch (error) {
    if (error instanceof NotCleaned) return false
    throw error
  }
}

/** May load nothing and run nothing, beside the `sandbox` of the frame itself. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

/** The document of the frame: a picture as a data: address, or words, of which nothing is taken for a tag. */
export function frameDocument(content: { picture: string; name: string } | { text: string }): string {
  const body =
    'text' in content
      ? `<pre style="white-space:pre-wrap;overflow-wrap:anywhere;font:15px/1.5 system-ui">${escaped(content.text)}</pre>`
      : `<img style="max-width:100%" alt="${escaped(content.name)}" src="${escaped(content.picture)}">`
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="color-scheme" content="light"><body style="margin:12px;background:#fff;color:#14212b">${body}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

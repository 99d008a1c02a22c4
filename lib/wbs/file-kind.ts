import { ascii } from '@/lib/bytes'

/** What may be attached (wbs.md 11), each by its own first bytes; a name proves nothing. */
export const FILE_KINDS = {
  jpeg: { type: 'image/jpeg', ending: 'jpg', cleaner: 'image' },
  png: { type: 'image/png', ending: 'png', cleaner: 'image' },
  webp: { type: 'image/webp', ending: 'webp', cleaner: 'image' },
  heic: { type: 'image/heic', ending: 'heic', cleaner: 'image' },
  pdf: { type: 'application/pdf', ending: 'pdf', cleaner: 'pdf' },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
    cleaner: 'office',
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
    cleaner: 'office',
  },
  pptx: {
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ending: 'pptx',
    cleaner: 'office',
  },
  odt: { type: 'application/vnd.oasis.opendocument.text', ending: 'odt', cleaner: 'office' },
  txt: { type: 'text/plain', ending: 'txt', cleaner: 'text' },
  csv: { type: 'text/csv', ending: 'csv', cleaner: 'text' },
  mp3: { type: 'audio/mpeg', ending: 'mp3', cleaner: 'recording' },
  m4a: { type: 'audio/mp4', ending: 'm4a', cleaner: 'recording' },
  ogg: { type: 'audio/ogg', ending: 'ogg', cleaner: 'recording' },
  wav: { type: 'audio/wav', ending: 'wav', cleaner: 'recording' },
  mp4: { type: 'video/mp4', ending: 'mp4', cleaner: 'recording' },
} as const
export type FileKind = keyof typeof FILE_KINDS
export type Cleaner = (typeof FILE_KINDS)[FileKind]['cleaner']

/** How many first bytes `fileKind` wants to see. */
export const HEAD_BYTES = 64 * 1024

/**
 * What a file is by its first bytes; undefined for what is not taken: HTML, SVG, archives, programs, old office files
 * and all else. The name decides only between kinds that look the same.
 */
export function fileKind(head: Uint8Array, name: string): FileKind | undefined {
  const begins = (text: string, at = 0) => ascii(head, at, text.length) === text
  if (begins('\xff\xd8\xff')) return 'jpeg'
  if (begins('\x89PNG\r\n\x1a\n')) return 'png'
  if (begins('RIFF')) return begins('WEBP', 8) ? 'webp' : begins('WAVE', 8) ? 'wav' : undefined
  if (begins('ftyp', 4)) return ofBrand(ascii(head, 8, 4))
  if (begins('%PDF-')) return 'pdf'
  if (begins('OggS')) return 'ogg'
  if (begins('ID3') || isMpegFrame(head)) return 'mp3'
  if (begins('PK\x03\x04')) return officeKind(head, name)
  if (isText(head)) return /\.csv$/i.test(name) ? 'csv' : 'txt'
  return undefined
}

function ofBrand(brand: string): FileKind | undefined {
  if (/^(heic|heix|heim|heis|mif1|msf1)$/.test(brand)) return 'heic'
  if (/^(M4A |M4B )$/.test(brand)) return 'm4a'
  return /^(isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|3gp.|dash|qt {2})$/.test(brand) ? 'mp4' : undefined
}

/** Eleven bits of synchronisation, and no value that is reserved. */
function isMpegFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const [version, layer] = [(second >> 3) & 3, (second >> 1) & 3]
  return first === 0xff && second >= 0xe0 && version !== 1 && layer === 1 && third >> 4 !== 15
}

/** An office file says what it is in its first entry, or by the folder that its entries lie in. */
function officeKind(head: Uint8Array, name: string): FileKind | undefined {
  const text = ascii(head.subarray(0, 4096), 0, 4096)
  if (text.includes('mimetypeapplication/vnd.oasis.opendocument')) {
    return text.includes(`mimetype${FILE_KINDS.odt.type}`) ? 'odt' : undefined
  }
  const ending = /\.(docx|xlsx|pptx|docm|xlsm|pptm|odt)$/i.exec(name)?.[1]?.toLowerCase()
  return ending?.replace(/m$/, 'x') as FileKind | undefined
}

/** Plain text that no program takes for a page or a drawing. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false
  const isBinary = head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))
  const start = ascii(head, 0, Math.min(head.length, 1024)).replace(/^(\xef\xbb\xbf)?\s*/, '')
  return !isBinary && !/^(<|\{\\rtf|#!|%!)/.test(start)
}

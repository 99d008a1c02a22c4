const LONGEST = 120

/**
 * The name of an uploaded file as it may be shown and offered again: without folders, control characters, characters
 * that a file system or a header reads as its own, or signs that turn the direction of the text.
 */
export function safeFileName(given: string): string {
  const name = given.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = name
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}<>:"|?*;]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const stem = [...clean.replace(/\.pdf$/i, '')].slice(0, LONGEST).join('').trim()
  return `${stem || 'berkas'}.pdf`
}

/** A Content-Disposition that any browser reads, whatever the name holds. */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%]/g, '')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

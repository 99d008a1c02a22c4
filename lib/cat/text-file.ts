/**
 * The text of a file, in the encoding that it says: by its byte order mark, by the XML declaration, else UTF-8; what is
 * not UTF-8 is taken for the Windows code page of Western Europe. Without the character 0, which no database keeps.
 */
export function decodeText(bytes: Uint8Array): string {
  return withZeros(bytes).replaceAll('\0', '')
}

function withZeros(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be')
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 120))
  const declared = /^(?:ï»¿)?<\?xml[^>]*\sencoding\s*=\s*["']([\w-]{1,40})["']/.exec(start)?.[1]
  if (declared && !/^utf-?8$/i.test(declared)) return decode(bytes, declared)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decode(bytes, 'windows-1252')
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

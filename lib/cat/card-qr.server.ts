import 'server-only'
import QRCode from 'qrcode'

/** A drawing for each candidate number; a scanner at the desk types what it says into the search. */
export async function cardDrawings(numbers: readonly string[]): Promise<Map<string, string>> {
  const drawings = numbers.map(async (number): Promise<[string, string]> => {
    const svg = await QRCode.toString(number, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
    return [number, `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`]
  })
  return new Map(await Promise.all(drawings))
}

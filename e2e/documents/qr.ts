import type { Locator } from '@playwright/test'
import { codeIn } from '@/lib/documents/qr.fixture'

const SIDE = 400

/** The text of a QR code that a page shows as a picture of its own, drawn by the browser. */
export async function qrOfImage(picture: Locator): Promise<string> {
  const shades = await picture.evaluate((element, side) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side })
    const context = canvas.getContext('2d')
    context?.drawImage(element as HTMLImageElement, 0, 0, side, side)
    return [...(context?.getImageData(0, 0, side, side).data ?? [])].filter((_, at) => at % 4 === 0)
  }, SIDE)
  return codeIn({ width: SIDE, height: SIDE, at: (x, y) => shades[y * SIDE + x] ?? 255 })
}

import { type Bytes, type Cleaned, NotCleaned, Traces } from '@/lib/wbs/clean'
import { MOST_PIXELS, stripImage } from '@/lib/wbs/clean-image'
import { exifTraces, xmpTraces } from '@/lib/wbs/exif'
import type { FileKind } from '@/lib/wbs/file-kind'

/** What a picture is drawn as; what cannot be written by every browser becomes a JPEG. */
const DRAWN_AS = { jpeg: 'image/jpeg', heic: 'image/jpeg', png: 'image/png', webp: 'image/png' } as const
const QUALITY = 0.92

/**
 * A picture drawn anew in a worker and stripped besides: nothing of the old file is in it, turned as its camera said.
 * Where the browser disturbs what is drawn, against being recognised, the coded pixels stay and all else goes. Refuses
 * `cannot_decode` (HEIC in most browsers), `broken` and `too_many_pixels`.
 */
export async function redrawImage(bytes: Bytes, kind: FileKind): Promise<Cleaned & { kind: FileKind }> {
  const stripped = kind === 'heic' ? undefined : stripImage(bytes)
  const traces = stripped?.traces ?? heicTraces(bytes)
  const type = DRAWN_AS[kind as keyof typeof DRAWN_AS]
  if (!(await drawsTruly())) {
    if (!stripped) throw new NotCleaned('cannot_decode')
    return { bytes: stripImage(bytes, true).bytes, traces, kind }
  }
  const drawn = stripImage(await redraw(bytes, type))
  return { bytes: drawn.bytes, traces, kind: type === 'image/png' ? 'png' : 'jpeg' }
}

async function redraw(bytes: Bytes, type: string): Promise<Bytes> {
  const picture = await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' }).catch(() => {
    throw new NotCleaned('cannot_decode')
  })
  const { width, height } = picture
  if (width * height > MOST_PIXELS) throw new NotCleaned('too_many_pixels')
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new NotCleaned('cannot_decode')
  if (type === 'image/jpeg') {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
  }
  context.drawImage(picture, 0, 0)
  picture.close()
  return new Uint8Array(await (await canvas.convertToBlob({ type, quality: QUALITY })).arrayBuffer())
}

/** Whether what is drawn comes back as it was: some browsers change it, so that nobody is recognised by it. */
async function drawsTruly(): Promise<boolean> {
  if (typeof OffscreenCanvas === 'undefined') return false
  const size = 16
  const context = new OffscreenCanvas(size, size).getContext('2d')
  if (!context) return false
  const drawn = new ImageData(size, size)
  for (let at = 0; at < drawn.data.length; at++) drawn.data[at] = at % 4 === 3 ? 255 : (at * 37) % 256
  context.putImageData(drawn, 0, 0)
  const read = context.getImageData(0, 0, size, size).data
  return read.every((value, at) => value === drawn.data[at])
}

/** What stands beside a HEIC picture: its blocks are found by how they begin. */
function heicTraces(bytes: Uint8Array) {
  const traces = new Traces()
  const buffer = new TextDecoder('latin1').decode(bytes.subarray(0, 1024 * 1024))
  const exif = buffer.indexOf('Exif\0\0')
  if (exif >= 0) traces.note(...exifTraces(bytes.subarray(exif + 6)))
  const xmp = buffer.indexOf('<x:xmpmeta')
  if (xmp >= 0) traces.note(...xmpTraces(bytes.subarray(xmp, xmp + 65_536)))
  return traces.list()
}

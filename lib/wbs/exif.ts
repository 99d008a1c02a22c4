import { viewOf } from '@/lib/bytes'
import type { TraceCode } from '@/lib/wbs/clean'

/** Tags of Exif 2.32 by what they tell; all others are `hidden`. */
const TOLD: Readonly<Record<number, TraceCode>> = {
  270: 'title',
  271: 'device',
  272: 'device',
  305: 'program',
  306: 'time',
  315: 'author',
  316: 'device',
  33432: 'author',
  34853: 'place',
  36867: 'time',
  36868: 'time',
  37500: 'device',
  37510: 'title',
  40091: 'title',
  40092: 'title',
  40093: 'author',
  42032: 'author',
  42033: 'device',
  42036: 'device',
  42037: 'device',
}
const EXIF_IFD = 0x8769
const MOST_ENTRIES = 500

/** What the Exif block of a picture tells, from its TIFF header on; a broken one is `hidden`. */
export function exifTraces(tiff: Uint8Array): TraceCode[] {
  const found = new Set<TraceCode>()
  try {
    const view = viewOf(tiff)
    const isLittle = view.getUint16(0) === 0x4949
    const after = readIfd(view, view.getUint32(4, isLittle), isLittle, found)
    if (after > 0) found.add('thumbnail')
  } catch {}
  return found.size > 0 ? [...found] : ['hidden']
}

function readIfd(view: DataView, at: number, isLittle: boolean, found: Set<TraceCode>): number {
  const entries = Math.min(view.getUint16(at, isLittle), MOST_ENTRIES)
  for (let entry = 0; entry < entries; entry++) {
    const place = at + 2 + entry * 12
    const tag = view.getUint16(place, isLittle)
    const code = TOLD[tag]
    if (code) found.add(code)
    if (tag === EXIF_IFD && at < 65_536) readIfd(view, view.getUint32(place + 8, isLittle), isLittle, found)
  }
  return view.getUint32(at + 2 + entries * 12, isLittle)
}

/** How a camera was held, 1 to 8 as Exif counts; 1 where nothing says so. */
export function orientationOf(tiff: Uint8Array): number {
  try {
    const view = viewOf(tiff)
    const isLittle = view.getUint16(0) === 0x4949
    const at = view.getUint32(4, isLittle)
    for (let entry = 0; entry < view.getUint16(at, isLittle); entry++) {
      const place = at + 2 + entry * 12
      if (view.getUint16(place, isLittle) === 0x0112) return view.getUint16(place + 8, isLittle)
    }
  } catch {}
  return 1
}

const IN_XMP: readonly (readonly [RegExp, TraceCode])[] = [
  [/GPS|Location|City/, 'place'],
  [/creator|Author|Artist|rights|Byline/i, 'author'],
  [/Date/, 'time'],
  [/CreatorTool|softwareAgent|Producer/, 'program'],
  [/:(Make|Model|Lens|SerialNumber)\b/, 'device'],
]

/** What a packet of XMP or IPTC tells. */
export function xmpTraces(packet: Uint8Array): TraceCode[] {
  const text = new TextDecoder().decode(packet)
  const found = IN_XMP.filter(([pattern]) => pattern.test(text)).map(([, code]) => code)
  return found.length > 0 ? found : ['hidden']
}

import 'server-only'
import { printsUnder } from '@/lib/documents/sample-document.server'
import { Refusal } from '@/lib/refusal'
import { DRAWING_MOST } from '@/lib/registry/agency-input'
import { cleanSvg } from '@/lib/svg'

/**
 * A logo or an emblem as letters print it, without what could act or lead out of it. Refuses on its field drawing_wrong,
 * drawing_too_large and drawing_unprintable.
 */
export async function printable(field: 'logo' | 'emblem', text: string | null, now: Date): Promise<string | null> {
  if (text === null) return null
  const drawing = cleanSvg(text)?.text
  if (!drawing) throw Refusal.onField(field, 'drawing_wrong')
  if (drawing.length > DRAWING_MOST) throw Refusal.onField(field, 'drawing_too_large')
  if (!(await printsUnder(drawing, now))) throw Refusal.onField(field, 'drawing_unprintable')
  return drawing
}

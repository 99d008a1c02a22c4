import 'server-only'
import { print } from '@/lib/documents/printer.server'
import { sampleLetter } from '@/lib/documents/sample-letters'
import { printModel, type TemplateName } from '@/lib/documents/templates'
import type { Printed } from '@/lib/documents/worker'
import { Refusal } from '@/lib/refusal'

/** An invented letter of a template with the watermark CONTOH: how it looks, before anybody is concerned. */
export function sampleDocument(template: TemplateName, now: Date): Promise<Printed> {
  return print({
    template,
    model: printModel(template, sampleLetter(template)),
    frame: { mark: 'sample', code: null, checkUrl: null, certificateIssuer: null },
    createdAt: now,
    official: null,
  })
}

/** Whether letters can be printed under a logo: SVG that a browser draws may still be none to the compiler. */
export async function printsUnder(logo: string, now: Date): Promise<boolean> {
  const template = 'promotion-decree-2'
  const letter = sampleLetter(template)
  const model = printModel(template, { ...letter, letterhead: { ...letter.letterhead, logo } })
  const frame = { mark: 'sample', code: null, checkUrl: null, certificateIssuer: null } as const
  try {
    await print({ template, model, frame, createdAt: now, official: null })
    return true
  } catch (error) {
    const isOfLogo = error instanceof Refusal ? error.code === 'glyph_missing' : /svg|image/i.test(String(error))
    if (isOfLogo) return false
    throw error
  }
}

import 'server-only'
import { print } from '@/lib/documents/printer.server'
import { sampleLetter } from '@/lib/documents/sample-letters'
import { printModel, type TemplateName } from '@/lib/documents/templates'
import type { Printed } from '@/lib/documents/worker'

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

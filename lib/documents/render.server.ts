import 'server-only'
import path from 'node:path'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import QRCode from 'qrcode'
import type { Frame } from '@/lib/documents/templates'
import { Refusal } from '@/lib/refusal'

/** Where a letter leaves room for its signature: page from 1, points from the top left corner of the page. */
export type SignatureSpot = { page: number; x: number; y: number }

export type RenderRequest = {
  template: string
  model: Record<string, unknown>
  frame: Frame
  /** The instant in the PDF's metadata. The same request with the same instant gives the same bytes. */
  createdAt: Date
}

/** `spots`: of its signatures, in the order in which they are made. */
export type Rendered = { pdf: Uint8Array; spots: [SignatureSpot, ...SignatureSpot[]]; pageCount: number }

const TEMPLATES = path.join(process.cwd(), 'lib/documents/templates')

/** Documents that the compiler remembers; without a limit each one stays in memory for ever (1.7 MB). */
const REMEMBERED = 10

let compiler: NodeCompiler | undefined

/**
 * Renders one letter as PDF/A-2u. Refuses with glyph_missing when a text holds a character that the letter's type
 * cannot print; any other warning of the compiler is a fault of the template.
 */
export async function render(request: RenderRequest): Promise<Rendered> {
  const { spots, ...paper } = await renderPaper(request)
  const [first, ...others] = spots
  if (!first) throw new Error(`template ${request.template} has no place for a signature`)
  return { ...paper, spots: [first, ...others] }
}

/** The same for what nobody may have to sign. */
export async function renderPaper({
  template,
  model,
  frame,
  createdAt,
}: RenderRequest): Promise<Omit<Rendered, 'spots'> & { spots: SignatureSpot[] }> {
  compiler ??= NodeCompiler.create({ workspace: TEMPLATES })
  const data = JSON.stringify({ ...model, frame: await printedFrame(frame) })
  const compiled = compiler.compile({ mainFilePath: path.join(TEMPLATES, `${template}.typ`), inputs: { data } })
  try {
    const faults = [compiled.takeError(), compiled.takeWarnings()].flatMap((found) => found?.shortDiagnostics ?? [])
    if (faults.length > 0 || !compiled.result) throw new Error(`template ${template}: ${JSON.stringify(faults)}`)
    const spots: SignatureSpot[] = compiler.query(compiled.result, { selector: '<tte>', field: 'value' })
    const pdf = compiler.pdf(compiled.result, {
      pdfStandard: PdfStandard.A_2u,
      creationTimestamp: Math.floor(createdAt.getTime() / 1000),
    })
    return { pdf: new Uint8Array(pdf), spots, pageCount: compiled.result.numOfPages }
  } catch (error) {
    throw missingGlyph(error) ?? error
  } finally {
    compiler.evictCache(REMEMBERED)
  }
}

/** The frame as the templates read it: the QR code drawn, the address without scheme and code. */
async function printedFrame({ mark, code, checkUrl, certificateIssuer }: Frame) {
  const qr = checkUrl && (await QRCode.toString(checkUrl, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }))
  const address = checkUrl?.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '') ?? ''
  return { mark, code, qr, checkAddress: address, certificateIssuer: certificateIssuer ?? '' }
}

function missingGlyph(error: unknown): Refusal | null {
  const found = /the text `\\?"(.+?)\\?"` could not be displayed/.exec(String(error))
  return found ? new Refusal('glyph_missing', { text: found[1] ?? '' }) : null
}

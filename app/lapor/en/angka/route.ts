import { figuresDocument } from '@/components/wbs/figures/document.server'

/** Figures and guarantees, in English: the same for everybody, whoever asks. */
export async function GET(): Promise<Response> {
  return figuresDocument('en', new Date())
}

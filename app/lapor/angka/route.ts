import { figuresDocument } from '@/components/wbs/figures/document.server'

/** Figures and guarantees: the same for everybody, whoever asks. */
export async function GET(): Promise<Response> {
  return figuresDocument('id', new Date())
}

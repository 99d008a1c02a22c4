import { reportDocument } from '@/components/wbs/report/document.server'

/** Where people report: the same for everybody, whoever asks. */
export async function GET(): Promise<Response> {
  return reportDocument('id')
}

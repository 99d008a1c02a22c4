import { reportDocument } from '@/components/wbs/report/document.server'

/** Where people report, in English. */
export async function GET(): Promise<Response> {
  return reportDocument('en')
}

import { protectionDocument } from '@/components/wbs/figures/protection.server'

/** How a reporter gets protection, in English. */
export async function GET(): Promise<Response> {
  return protectionDocument('en')
}

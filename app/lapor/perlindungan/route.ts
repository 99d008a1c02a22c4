import { protectionDocument } from '@/components/wbs/figures/protection.server'

/** How a reporter gets protection. */
export async function GET(): Promise<Response> {
  return protectionDocument('id')
}

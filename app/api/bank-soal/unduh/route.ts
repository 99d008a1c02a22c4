import { exportItems } from '@/lib/cat/item-export.server'
import { parseBankAddress } from '@/lib/cat/item-filter'
import { answerRoute } from '@/lib/route-answer.server'

/** The items of a filter with their keys, as a QTI package or a workbook. */
export function GET(request: Request) {
  return answerRoute(request, 'item.export', null, (context) => {
    const parameters = Object.fromEntries(new URL(request.url).searchParams)
    const { filter, query } = parseBankAddress(parameters)
    return exportItems(context, filter, query.format === 'xlsx' ? 'xlsx' : 'qti')
  })
}

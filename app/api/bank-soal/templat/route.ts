import { itemWorkbook } from '@/lib/cat/item-workbook.server'
import { workbookResponse } from '@/lib/import/workbook-response.server'
import { answerRoute } from '@/lib/route-answer.server'

/** The empty workbook of items to fill in. */
export function GET(request: Request) {
  return answerRoute(request, 'item.import', null, async () =>
    workbookResponse({ fileName: 'templat-bank-soal.xlsx', ...itemWorkbook([]) }),
  )
}

import { getTranslations } from 'next-intl/server'
import { templateWorkbook } from '@/lib/import/template.server'
import { workbookResponse } from '@/lib/import/workbook-response.server'
import { answerRoute } from '@/lib/route-answer.server'

/** The empty workbook to fill in. */
export function GET(request: Request) {
  return answerRoute(request, 'import.manage', null, async (context) =>
    workbookResponse(await templateWorkbook(context, await getTranslations('import'))),
  )
}

import { getLocale, getTranslations } from 'next-intl/server'
import { localeFrom } from '@/lib/i18n/preferences'
import { remarksWorkbook } from '@/lib/import/remarks-workbook.server'
import { workbookResponse } from '@/lib/import/workbook-response.server'
import { Refusal } from '@/lib/refusal'
import { answerRoute } from '@/lib/route-answer.server'
import { isUuid } from '@/lib/uuid'

/** The rows with errors of one import, with a column of remarks. */
export async function GET(request: Request, { params }: RouteContext<'/api/impor/[id]/galat'>) {
  const { id } = await params
  return answerRoute(request, 'import.manage', id, async (context) => {
    if (!isUuid(id)) throw new Refusal('not_found')
    const locale = localeFrom(await getLocale())
    return workbookResponse(await remarksWorkbook(context, id, await getTranslations('import'), locale))
  })
}

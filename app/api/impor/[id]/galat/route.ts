import { getLocale, getTranslations } from 'next-intl/server'
import { contextFor } from '@/lib/auth/session.server'
import { localeFrom } from '@/lib/i18n/preferences'
import { remarksWorkbook } from '@/lib/import/remarks-workbook.server'
import { workbookResponse } from '@/lib/import/workbook-response.server'
import { Refusal } from '@/lib/refusal'
import { isUuid } from '@/lib/uuid'

/** The rows with errors of one import, with a column of remarks. */
export async function GET(request: Request, { params }: RouteContext<'/api/impor/[id]/galat'>) {
  const { id } = await params
  return workbookResponse(request, async () => {
    const context = await contextFor('import.manage')
    if (!isUuid(id)) throw new Refusal('not_found')
    return remarksWorkbook(context, id, await getTranslations('import'), localeFrom(await getLocale()))
  })
}

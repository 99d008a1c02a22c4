import { getTranslations } from 'next-intl/server'
import { contextFor } from '@/lib/auth/session.server'
import { templateWorkbook } from '@/lib/import/template.server'
import { workbookResponse } from '@/lib/import/workbook-response.server'

/** The empty workbook to fill in. */
export async function GET(request: Request) {
  return workbookResponse(request, async () => {
    const context = await contextFor('import.manage')
    return templateWorkbook(context, await getTranslations('import'))
  })
}

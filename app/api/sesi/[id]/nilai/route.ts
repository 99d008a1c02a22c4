import { getLocale, getTranslations } from 'next-intl/server'
import { scoreWorkbook } from '@/lib/cat/session-scores.server'
import { localeFrom } from '@/lib/i18n/preferences'
import { workbookResponse } from '@/lib/import/workbook-response.server'
import { Refusal } from '@/lib/refusal'
import { answerRoute } from '@/lib/route-answer.server'
import { isUuid } from '@/lib/uuid'

/** The scores of a closed session as a workbook. */
export async function GET(request: Request, { params }: RouteContext<'/api/sesi/[id]/nilai'>) {
  const { id } = await params
  return answerRoute(request, 'exam.read_scores', id, async (context) => {
    if (!isUuid(id)) throw new Refusal('not_found')
    const t = await getTranslations('exam.scores')
    return workbookResponse(await scoreWorkbook(context, id, t, localeFrom(await getLocale())))
  })
}

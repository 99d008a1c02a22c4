import { getLocale, getTranslations } from 'next-intl/server'
import { faultyCandidates } from '@/lib/cat/candidate-workbook.server'
import { localeFrom } from '@/lib/i18n/preferences'
import { workbookResponse } from '@/lib/import/workbook-response.server'
import { Refusal } from '@/lib/refusal'
import { answerRoute } from '@/lib/route-answer.server'
import { isUuid } from '@/lib/uuid'

/** The rows of a file that cannot come in, each with its remarks. */
export async function GET(request: Request, { params }: RouteContext<'/api/peserta/impor/[id]'>) {
  const { id } = await params
  return answerRoute(request, 'exam.import_candidates', id, async (context) => {
    if (!isUuid(id)) throw new Refusal('not_found')
    const locale = localeFrom(await getLocale())
    const t = await getTranslations('candidate')
    return workbookResponse(await faultyCandidates(context, id, t, await getTranslations('import'), locale))
  })
}

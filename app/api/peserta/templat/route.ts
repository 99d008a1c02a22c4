import { getTranslations } from 'next-intl/server'
import { candidateTemplate } from '@/lib/cat/candidate-workbook.server'
import { workbookResponse } from '@/lib/import/workbook-response.server'
import { answerRoute } from '@/lib/route-answer.server'

/** The empty workbook of formations and candidates. */
export function GET(request: Request) {
  return answerRoute(request, 'exam.import_candidates', null, async () =>
    workbookResponse(candidateTemplate(await getTranslations('candidate'))),
  )
}

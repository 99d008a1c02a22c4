import 'server-only'
import { answerRefusal } from '@/lib/refusal-answer.server'

/** A workbook as a download, or the refusal. */
export async function workbookResponse(
  request: Request,
  make: () => Promise<{ fileName: string; content: Buffer }>,
): Promise<Response> {
  try {
    const { fileName, content } = await make()
    return new Response(new Uint8Array(content), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        'cache-control': 'private, no-store',
      },
    })
  } catch (error) {
    return answerRefusal(request, error)
  }
}

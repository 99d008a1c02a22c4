import 'server-only'
import { Refusal } from '@/lib/refusal'

/** A workbook as a download, or the refusal as its HTTP status. */
export async function workbookResponse(make: () => Promise<{ fileName: string; content: Buffer }>): Promise<Response> {
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
    if (!(error instanceof Refusal)) throw error
    const status = error.code === 'sign_in_required' ? 401 : error.code === 'forbidden' ? 403 : 404
    return Response.json({ code: error.code }, { status })
  }
}

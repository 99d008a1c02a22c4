import type { SearchResult } from '@/components/shell/search-result'
import { contextFor } from '@/lib/auth/session.server'
import { formatNip } from '@/lib/format'
import { Refusal } from '@/lib/refusal'
import { withTitles } from '@/lib/registry/name'
import { searchEmployees } from '@/lib/registry/search.server'

/** The people of the search in the top bar: `?q=` the beginning of a NIP, or words of a name. */
export async function GET(request: Request): Promise<Response> {
  try {
    const context = await contextFor('employee.read')
    const found = await searchEmployees(context, new URL(request.url).searchParams.get('q') ?? '')
    const results = found.map(
      (person): SearchResult => ({
        href: `/pegawai/${person.id}`,
        title: withTitles(person),
        subtitle: [formatNip(person.nip), person.positionName, person.agencyName].filter(Boolean).join(' · '),
      }),
    )
    return Response.json(results, { headers: { 'cache-control': 'private, no-store' } })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return Response.json({ code: error.code }, { status: error.code === 'sign_in_required' ? 401 : 403 })
  }
}

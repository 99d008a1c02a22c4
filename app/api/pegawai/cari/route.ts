import type { SearchResult } from '@/components/shell/search-result'
import { formatNip } from '@/lib/format'
import { withTitles } from '@/lib/registry/name'
import { searchEmployees } from '@/lib/registry/search.server'
import { answerRoute } from '@/lib/route-answer.server'

/** The people of the search in the top bar: `?q=` the beginning of a NIP, or words of a name. */
export function GET(request: Request): Promise<Response> {
  return answerRoute(request, 'employee.read', null, async (context) => {
    const found = await searchEmployees(context, new URL(request.url).searchParams.get('q') ?? '')
    const results = found.map(
      (person): SearchResult => ({
        href: `/pegawai/${person.id}`,
        title: withTitles(person),
        subtitle: [formatNip(person.nip), person.positionName, person.agencyName].filter(Boolean).join(' · '),
      }),
    )
    return Response.json(results, { headers: { 'cache-control': 'private, no-store' } })
  })
}

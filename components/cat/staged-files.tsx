import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'

type File = { href: string; fileName: string; at: string; state: string }

/** The files that were read lately, each with what became of it. */
export function StagedFiles({ title, none, files }: { title: string; none: string; files: readonly File[] }) {
  return (
    <Card title={title} flush className="mt-6">
      {files.length === 0 && <EmptyState title={none} />}
      <ul className="divide-y divide-line text-sm">
        {files.map(({ href, fileName, at, state }) => (
          <li key={href} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
            <AppLink href={href} className="min-w-0 flex-1 basis-48 break-words font-semibold">
              {fileName}
            </AppLink>
            <span className="num text-muted">{at}</span>
            <span>{state}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

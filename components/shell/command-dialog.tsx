'use client'

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useDeferredValue, useState } from 'react'
import type { CommandLink } from '@/components/shell/command-bar'
import type { CommandWords } from '@/components/shell/office-shell'
import type { SearchResult } from '@/components/shell/search-result'
import { Dialog } from '@/components/ui/dialog'
import { AppLink } from '@/components/ui/link'
import { usePaused } from '@/components/ui/use-paused'

const MIN_CHARACTERS = 2

type Props = {
  endpoint?: string
  links: CommandLink[]
  words: CommandWords
  onClose: () => void
  onShortcuts: () => void
}

/** Search and commands: type a name, a number or the name of a page; arrows move, Enter opens, Esc closes. */
export function CommandDialog(props: Props) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Commands {...props} />
    </QueryClientProvider>
  )
}

function Commands({ endpoint, links, words, onClose, onShortcuts }: Props) {
  const [text, setText] = useState('')
  const query = usePaused(useDeferredValue(text.trim()))
  const isSearchable = endpoint !== undefined && query.length >= MIN_CHARACTERS
  const search = useQuery({
    queryKey: [endpoint, query],
    queryFn: ({ signal }) => findAll(endpoint ?? '', query, signal),
    enabled: isSearchable,
    placeholderData: (before) => before,
    staleTime: 10_000,
    retry: 1,
  })
  const pages = links.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()))
  const results = isSearchable ? (search.data ?? []) : []
  const isEmpty = isSearchable && search.isSuccess && results.length === 0
  const state = search.isError ? words.failed : search.isFetching ? words.searching : isEmpty ? words.nothing : ''

  return (
    <Dialog isOpen onClose={onClose} title={words.title} closeLabel={words.close} wide>
      <search onKeyDown={moveBetweenLinks}>
        <label>
          <span className="block text-sm text-muted">{words.hint}</span>
          <input
            type="search"
            data-autofocus=""
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="mt-1"
          />
        </label>
        <p role="status" className="min-h-5 pt-2 text-sm text-muted">
          {isSearchable ? state : ''}
        </p>
        {results.length > 0 && (
          <Group title={words.results}>
            {results.map(({ href, title, subtitle }) => (
              <Hit key={href} href={href} title={title} subtitle={subtitle} onPick={onClose} />
            ))}
          </Group>
        )}
        {pages.length > 0 && (
          <Group title={words.pages}>
            {pages.map(({ href, label }) => (
              <Hit key={href} href={href} title={label} onPick={onClose} />
            ))}
          </Group>
        )}
        <button type="button" onClick={onShortcuts} className="mt-3 min-h-6 text-sm text-link underline">
          {words.shortcuts.title}
        </button>
      </search>
    </Dialog>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="mt-3">
      <h3 className="text-xs font-semibold tracking-normal text-muted">{title}</h3>
      <ul className="mt-1">{children}</ul>
    </section>
  )
}

function Hit({
  href,
  title,
  subtitle,
  onPick,
}: {
  href: string
  title: string
  subtitle?: string
  onPick: () => void
}) {
  return (
    <li>
      <AppLink
        href={href}
        onClick={onPick}
        className="-mx-2 flex min-h-11 flex-wrap items-center gap-x-3 rounded-md px-2 py-1.5 text-sm text-text no-underline hover:bg-soft md:min-h-9"
      >
        <b>{title}</b>
        {subtitle && <span className="num text-xs text-muted">{subtitle}</span>}
      </AppLink>
    </li>
  )
}

async function findAll(endpoint: string, query: string, signal: AbortSignal): Promise<SearchResult[]> {
  const answer = await fetch(`${endpoint}?q=${encodeURIComponent(query)}`, { signal })
  if (!answer.ok) throw new Error(`search answered ${answer.status}`)
  return answer.json()
}

function moveBetweenLinks(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' && event.key !== 'Enter') return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, a')]
  const index = stops.indexOf(document.activeElement as HTMLElement)
  if (event.key === 'Enter') {
    if (index === 0) stops[1]?.click()
    return
  }
  event.preventDefault()
  stops[index + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
}

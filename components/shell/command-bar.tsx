'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { listHotkeys } from '@/components/shell/list-hotkeys'
import type { CommandWords } from '@/components/shell/office-shell'
import { useHotkeys } from '@/components/ui/use-hotkeys'
import { useLater } from '@/components/ui/use-later'

const loadCommands = () => import('@/components/shell/command-dialog')
const loadShortcuts = () => import('@/components/shell/shortcut-sheet')

export type CommandLink = { href: string; label: string; key?: string }

/** The search field of the top bar and the keyboard of the office; what they open is loaded when it is asked for. */
export function CommandBar({
  endpoint,
  links,
  searchIcon,
  words,
}: {
  endpoint?: string
  links: CommandLink[]
  searchIcon: ReactNode
  words: CommandWords
}) {
  const router = useRouter()
  const [open, setOpen] = useState<'commands' | 'shortcuts' | null>(null)
  const commands = useLater(loadCommands, open === 'commands')
  const shortcuts = useLater(loadShortcuts, open === 'shortcuts')
  const openCommands = () => setOpen('commands')

  useHotkeys({
    'ctrl+k': openCommands,
    '?': () => setOpen('shortcuts'),
    '/': () => focusPageSearch() || openCommands(),
    ...Object.fromEntries(
      links.flatMap(({ href, key }) => (key ? [[`g ${key}`, () => router.push(href as Route)]] : [])),
    ),
    ...listHotkeys,
  })

  return (
    <>
      <button type="button" onClick={openCommands} aria-haspopup="dialog" className="shell-search">
        {searchIcon}
        <span className="truncate">{words.open}</span>
        <kbd>Ctrl K</kbd>
      </button>
      {open === 'commands' && commands && (
        <commands.CommandDialog
          endpoint={endpoint}
          links={links}
          words={words}
          onClose={() => setOpen(null)}
          onShortcuts={() => setOpen('shortcuts')}
        />
      )}
      {open === 'shortcuts' && shortcuts && (
        <shortcuts.ShortcutSheet links={links} words={words} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

/** A list page marks its own search field with `data-page-search`. */
function focusPageSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('[data-page-search]')
  field?.closest('details')?.setAttribute('open', '')
  field?.focus()
  return field !== null
}

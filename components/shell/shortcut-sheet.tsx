'use client'

import { useState } from 'react'
import type { CommandLink } from '@/components/shell/command-bar'
import { keepPreference } from '@/components/shell/keep-preference'
import type { CommandWords } from '@/components/shell/office-shell'
import { Choice } from '@/components/ui/choice'
import { Dialog } from '@/components/ui/dialog'

/** All keys on one sheet, and the switch that turns the single ones off. */
export function ShortcutSheet({
  links,
  words,
  onClose,
}: {
  links: CommandLink[]
  words: CommandWords
  onClose: () => void
}) {
  const { title, rows, goTo, toggle } = words.shortcuts
  const [isOn, setIsOn] = useState(document.documentElement.dataset.hotkeys !== 'off')
  const switchKeys = (on: boolean) => {
    setIsOn(on)
    keepPreference('hotkeys', on ? 'on' : 'off')
    document.documentElement.dataset.hotkeys = on ? 'on' : 'off'
  }
  const all: [string, string][] = [
    ...rows,
    ...links.flatMap(({ label, key }): [string, string][] => (key ? [[`g  ${key}`, `${goTo} ${label}`]] : [])),
  ]
  return (
    <Dialog isOpen onClose={onClose} title={title} closeLabel={words.close}>
      <dl>
        {all.map(([keys, meaning]) => (
          <div key={keys} className="flex items-center justify-between gap-4 border-b border-line py-1.5 text-sm">
            <dt>{meaning}</dt>
            <dd className="flex gap-1">
              {keys.split('  ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Choice
        type="checkbox"
        label={toggle}
        checked={isOn}
        onChange={(event) => switchKeys(event.target.checked)}
        className="mt-2"
      />
    </Dialog>
  )
}

'use client'

import { useEffect, useRef } from 'react'

export type Hotkeys = Record<string, (event: KeyboardEvent) => void>

const SEQUENCE_MS = 1_200

/**
 * Keys of a page, written as they are spoken: `j`, `?`, `g b` (one after the other), `ctrl+k`. Single keys are off
 * inside fields, in dialogs that are not asked for, and where the person switched them off; those with ctrl work
 * everywhere. Ctrl also means Command.
 */
export function useHotkeys(hotkeys: Hotkeys): void {
  const current = useRef(hotkeys)
  useEffect(() => {
    current.current = hotkeys
  })

  useEffect(() => {
    let before = ''
    let beforeAt = 0
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return
      const isCommand = event.ctrlKey || event.metaKey
      if (!isCommand && areSingleKeysOff(event.target)) return
      const key = isCommand ? `ctrl+${event.key.toLowerCase()}` : event.key
      const sequence = event.timeStamp - beforeAt < SEQUENCE_MS ? `${before} ${key}` : ''
      const run = current.current[sequence] ?? current.current[key]
      before = run ? '' : key
      beforeAt = event.timeStamp
      if (!run) return
      event.preventDefault()
      run(event)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function areSingleKeysOff(target: EventTarget | null): boolean {
  if (document.documentElement.dataset.hotkeys === 'off' || document.querySelector('dialog[open]')) return true
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])')
}

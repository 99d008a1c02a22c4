'use client'

import { type RefObject, useEffect, useRef } from 'react'

const BEAT_MS = 5 * 60_000
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel'] as const

type Hold = { keep: () => Promise<unknown>; release: () => Promise<unknown>; isDecided: RefObject<boolean> }

/**
 * Keeps a file for as long as its verifier works on it, and gives it back when they go elsewhere without having
 * decided. A closed window says nothing: after half an hour without a sign of life the server takes the file back.
 */
export function useHold(hold: Hold): void {
  const current = useRef(hold)
  useEffect(() => {
    current.current = hold
  })

  useEffect(() => {
    let isAlive = false
    const live = () => {
      isAlive = true
    }
    const beat = () => {
      if (isAlive) current.current.keep().catch(() => undefined) // the next beat or verdict says the same
      isAlive = false
    }
    const timer = setInterval(beat, BEAT_MS)
    for (const sign of SIGNS_OF_LIFE) document.addEventListener(sign, live, { passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of SIGNS_OF_LIFE) document.removeEventListener(sign, live)
    }
  }, [])

  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    clearTimeout(leaving.current) // development mounts twice
    return () => {
      leaving.current = setTimeout(() => {
        const { isDecided, release } = current.current
        if (!isDecided.current) release().catch(() => undefined) // the server takes it back by itself
      })
    }
  }, [])
}

'use client'

import { type ComponentProps, useState } from 'react'

type Words = { show: string; hide: string; showPassword: string }

/** A password that can be looked at while it is typed; pasting and password managers work. */
export function PlainPasswordInput({ words, ...rest }: Omit<ComponentProps<'input'>, 'type'> & { words: Words }) {
  const [isShown, setIsShown] = useState(false)
  return (
    <div className="relative">
      <input
        {...rest}
        type={isShown ? 'text' : 'password'}
        spellCheck={false}
        autoCapitalize="none"
        className="min-h-12 pr-24"
      />
      <button
        type="button"
        aria-pressed={isShown}
        aria-label={words.showPassword}
        onClick={() => setIsShown(!isShown)}
        className="absolute inset-y-1 right-1 flex cursor-pointer items-center gap-2 rounded-md px-3 text-sm font-semibold text-link hover:bg-soft"
      >
        <svg viewBox="0 0 24 24" aria-hidden="true" className="size-4 fill-none stroke-current stroke-2">
          <path d="M2 12c2-4.400 5.700-7 10-7s8 2.600 10 7c-2 4.400-5.700 7-10 7s-8-2.600-10-7Z" />
          <circle cx="12" cy="12" r="3" />
        </svg>
        {isShown ? words.hide : words.show}
      </button>
    </div>
  )
}

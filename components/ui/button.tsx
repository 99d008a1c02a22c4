import type { ComponentProps, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from '@/components/ui/button-class'
import { AppLink } from '@/components/ui/link'

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode; busy?: boolean }

/**
 * A command. One `primary` per page: Ctrl+Enter presses it. `busy` keeps the width, tells assistive technology and takes no second press;
 * `icon` is an `<Icon>`.
 */
export function Button({
  variant,
  size,
  icon,
  busy = false,
  className = '',
  type = 'button',
  children,
  onClick,
  ...rest
}: ComponentProps<'button'> & Look) {
  return (
    <button
      type={type}
      className={`${buttonClass({ variant, size })} ${className}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onClick}
      data-primary={variant === 'primary' || undefined}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}

/** A link that looks like a button: it leads somewhere, it changes nothing. */
export function ButtonLink({
  variant,
  size,
  icon,
  className = '',
  children,
  ...rest
}: Omit<ComponentProps<typeof AppLink>, 'children'> & Omit<Look, 'busy'> & { children: ReactNode }) {
  return (
    <AppLink
      className={`${buttonClass({ variant, size })} ${className}`}
      data-primary={variant === 'primary' || undefined}
      {...rest}
    >
      {icon}
      {children}
    </AppLink>
  )
}

/** A square button with an icon only; `label` is its name. */
export function IconButton({
  label,
  icon,
  className = '',
  type = 'button',
  ...rest
}: Omit<ComponentProps<'button'>, 'children'> & { label: string; icon: ReactNode }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={`relative inline-flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-md text-neutral hover:bg-soft disabled:cursor-not-allowed disabled:text-border disabled:hover:bg-transparent md:size-10 ${className}`}
      {...rest}
    >
      {icon}
    </button>
  )
}

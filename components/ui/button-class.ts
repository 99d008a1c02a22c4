export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'quiet'
export type ButtonSize = 'sm' | 'md' | 'lg'

type Look = { variant?: ButtonVariant; size?: ButtonSize }

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-primary bg-primary text-on-primary hover:border-primary-hover hover:bg-primary-hover',
  secondary: 'border-border bg-bg text-text hover:bg-soft',
  danger: 'border-border bg-bg text-danger hover:bg-danger-bg',
  quiet: 'border-transparent bg-transparent text-link hover:bg-soft',
}

const SIZES: Record<ButtonSize, string> = {
  sm: 'min-h-11 text-sm md:min-h-8',
  md: 'min-h-11 text-sm md:min-h-10',
  lg: 'min-h-12 text-base',
}

const PADDING: Record<ButtonSize, string> = { sm: 'px-3', md: 'px-4', lg: 'px-6' }

/** The classes of a button, for the rare element that is none. */
export function buttonClass({ variant = 'secondary', size = 'md' }: Look = {}): string {
  return [
    'button print:hidden disabled:border-border disabled:bg-surface disabled:text-muted',
    VARIANTS[variant],
    SIZES[size],
    variant === 'quiet' ? 'px-2' : PADDING[size],
  ].join(' ')
}

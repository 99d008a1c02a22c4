import type { IconName } from '@/components/ui/icon-names'
import sprite from '@/components/ui/icons.svg'

/**
 * One drawing of the sprite: 20 px unless the class says otherwise, hidden from screen readers because a word always
 * stands beside it. The drawings are one cached file, so an icon costs a page no script and a few bytes of HTML.
 */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  const size = /\bsize-/.test(className) ? '' : 'size-5'
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={`shrink-0 ${size} ${className}`}
    >
      <use href={`${sprite.src}#${name}`} />
    </svg>
  )
}

import type { Route } from 'next'
import Link from 'next/link'
import type { ComponentProps } from 'react'

type Props = Omit<ComponentProps<typeof Link>, 'href'> & { href: string }

/**
 * A link inside the product. Lists hold dozens of them, so nothing is fetched before somebody clicks.
 * The address is a plain string: filters, sort and page live in it.
 */
export function AppLink({ href, prefetch = false, ...rest }: Props) {
  return <Link href={href as Route} prefetch={prefetch} {...rest} />
}

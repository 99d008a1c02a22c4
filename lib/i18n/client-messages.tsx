import { type AbstractIntlMessages, NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'

/**
 * Gives the client components below it the sentences of the named namespaces, and of `common` and `refusals`, which
 * every form needs. Nothing else travels to the browser: a page without it costs no translation code at all.
 */
export async function ClientMessages({ namespaces = [], children }: { namespaces?: string[]; children: ReactNode }) {
  const all: AbstractIntlMessages = await getMessages()
  const wanted = ['common', 'refusals', ...namespaces]
  const messages = Object.fromEntries(wanted.flatMap((name) => (name in all ? [[name, all[name]]] : [])))
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>
}

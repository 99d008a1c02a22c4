/** One line of the search in the top bar: what `GET <endpoint>?q=` answers in a list, best first. */
export type SearchResult = { href: string; title: string; subtitle?: string }

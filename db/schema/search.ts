import { sql } from 'drizzle-orm'
import { integer, pgPolicy, pgRole, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { systemRole } from './policies'

/** Owns the search functions and sees every name, so that an index can answer; the functions narrow by scope themselves. */
const searchRole = pgRole('satya_search').existing()

const dictionary = (table: string) => [
  pgPolicy(`${table}_search`, { to: searchRole, using: sql`true`, withCheck: sql`true` }),
  pgPolicy(`${table}_system`, { to: systemRole, using: sql`true`, withCheck: sql`true` }),
]

/** Every word that occurs in a name, with how often it did when the dictionary was last counted. */
export const nameWords = pgTable('name_words', { word: text().primaryKey(), uses: integer().notNull() }, () =>
  dictionary('name_words'),
)

/** A word under itself and under itself less one letter: two words a letter apart share a key. */
export const nameWordKeys = pgTable('name_word_keys', { key: text().notNull(), word: text().notNull() }, (table) => [
  primaryKey({ columns: [table.key, table.word] }),
  ...dictionary('name_word_keys'),
])

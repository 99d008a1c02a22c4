type Translate = { (key: never, values?: never): string; has(key: never): boolean }

/**
 * The sentence of a key that data names: an event, a document type, a code of a table. Keys that stand in the code are
 * checked by the compiler; the codes that data may hold are listed in `data-word.test.ts`.
 *
 * @returns the last part of the key where no sentence has it, as for a code from a mistyped address
 */
export function dataWord(translate: Translate, key: string, values?: Record<string, string | number>): string {
  return translate.has(key as never) ? translate(key as never, values as never) : key.slice(key.lastIndexOf('.') + 1)
}

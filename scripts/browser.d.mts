/** Types of `browser.mjs` for the TypeScript that uses it. */
export function findBrowser(note: (text: string) => void): Promise<string>

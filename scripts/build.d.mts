/** Types of `build.mjs` for the TypeScript that uses it. */
export function build(note: (text: string) => void): Promise<void>
